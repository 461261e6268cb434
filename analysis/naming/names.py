"""One name each across the corpus: `link` maps every article's names to the corpus's, in all tables.

Nothing is merged silently: a mention's `basis` says how it got its name, and what is ambiguous in its article stays so.
"""

from collections import Counter, defaultdict

from ..extract import linker
from ..rows import Entity
from .bodies import key_of
from .gazetteer import gazetteer
from .people import merged_forms, person_of, sound

NAME_COLUMNS = ("entity", "stands_for", "of", "speakers", "actors", "addressee", "recipient", "sources")


_BODIES = frozenset({"ORG", "FAC", "GPE", "LOC"})
_OWN = "names.toml"


@linker("names")
def link(tables, documents) -> None:
    """Give every name in every table its name in the corpus. Near-linear: names meet under keys, never pairwise."""
    corpus = CorpusNames(tables)
    for rows in tables.values():
        columns = [column for column in NAME_COLUMNS if rows and column in type(rows[0]).model_fields]
        for row in rows if columns else ():
            mapping = corpus.mapping.get(row.doc_id)
            if mapping:
                _rename(row, mapping, columns)
    for row in tables.get("entities", ()):
        if row.label in _BODIES and row.entity in corpus.persons:
            row.label = "PERSON"
        elif row.label == "PERSON" and row.entity in corpus.places:
            row.label = corpus.places[row.entity]
    _complete_roles(tables.get("roles", ()))


def _rename(row, mapping: dict[str, tuple[str, str]], columns: list[str]) -> None:
    for column in columns:
        value = getattr(row, column)
        if isinstance(value, list):
            setattr(row, column, list(dict.fromkeys(mapping.get(name, (name,))[0] for name in value)))
        elif value in mapping:
            name, why = mapping[value]
            setattr(row, column, name)
            if column == "entity" and isinstance(row, Entity):
                row.basis = why if row.basis == "as written" else f"{row.basis}; {why}"


def _complete_roles(roles) -> None:
    """The country of an office, where another article gives that person's office with it."""
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for role in roles:
        if role.of:
            known[role.entity, role.office].add(role.of)
    for role in roles:
        of = known.get((role.entity, role.office), ())
        if role.of is None and len(of) == 1:
            (role.of,) = of


class CorpusNames:
    """`mapping`: doc_id -> {name in the article: (name in the corpus, why)}; `persons`: full names of persons;
    `places`: names that the model took for a person's in some articles, and their label.
    """

    def __init__(self, tables):
        self.mapping: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
        self._persons: dict[str, set[str]] = defaultdict(set)
        self._bodies: dict[str, set[str]] = defaultdict(set)
        self._acronyms: dict[str, set[str]] = defaultdict(set)
        self._ambiguous: set[tuple[str, str]] = set()
        self._offices: dict[tuple[str, str], set] = defaultdict(set)
        spellings = dict(gazetteer().spellings)
        for row in tables.get("entities", ()):
            if row.basis.startswith(_OWN):
                spellings[row.entity] = row.entity
            elif row.basis.startswith("ambiguous"):
                self._ambiguous.add((row.doc_id, row.entity))
            elif row.basis.startswith("acronym of"):
                self._acronyms[row.text].add(row.entity)
            if row.label == "PERSON":
                self._persons[row.entity].add(row.doc_id)
            elif row.label in _BODIES:
                self._bodies[row.entity].add(row.doc_id)
        for row in tables.get("roles", ()):
            self._offices[row.doc_id, row.entity].add((row.office, row.of))
        self._own = {name for name, target in spellings.items() if name == target}
        self._link_persons(spellings)
        self._link_bodies()
        self.places = self._places(tables.get("entities", ()))

    def _places(self, rows) -> dict[str, str]:
        """Single words that at least as many articles have as a place or body as have as a person, and their label."""
        labels: dict[str, Counter] = defaultdict(Counter)
        for row in rows:
            if row.label in _BODIES and row.entity in self._persons:
                labels[row.entity][row.label] += 1
        titled = {name for _, name in self._offices}
        return {
            name: min(counts, key=lambda label: (-counts[label], label))
            for name, counts in labels.items()
            if " " not in name and name not in titled and len(self._bodies[name]) >= len(self._persons[name])
        }

    def _link_persons(self, spellings: dict[str, str]) -> None:
        full = Counter({name: len(docs) for name, docs in self._persons.items() if person_of(name).full})
        canonical = merged_forms(full, spellings)
        self.persons = frozenset(canonical.values())
        self._weight: Counter[str] = Counter()
        self._held: dict[str, set] = defaultdict(set)
        self._bearers: dict[tuple, set[str]] = defaultdict(set)
        self._given: dict[str, set[str]] = defaultdict(set)
        for form, name in canonical.items():
            self._weight[name] += full[form]
            words = person_of(form).words
            for k in range(1, len(words)):
                self._bearers[words[k:]].add(name)
            self._given[words[0]].add(name)
            for doc_id in self._persons[form]:
                self._held[name] |= self._offices.get((doc_id, form), set())
        for form in sorted(self._persons):
            if form in canonical:
                self._map(form, self._persons[form], canonical[form], "other spelling in the corpus")
            elif form not in self._own:
                for doc_id in sorted(self._persons[form]):
                    if (doc_id, form) not in self._ambiguous:
                        self._map(form, [doc_id], *self._bearer(form, self._offices.get((doc_id, form), set())))

    def _bearer(self, form: str, offices: set) -> tuple[str, str]:
        """The person in the corpus whom a surname alone in its article means, and why; or the name itself."""
        found = sorted(self._bearers.get(person_of(form).words, ()))
        fitting = [name for name in found if not _apart(offices, self._held[name])]
        same = [
            name
            for name in found or sorted(self._given.get(sound(form), ()))
            if _share_office(offices, self._held[name])
        ]
        if len(same) == 1:
            return same[0], "name and office in the corpus"
        if len(found) == len(fitting) == 1:
            return found[0], "only bearer of the name in the corpus"
        if fitting:
            top = max(fitting, key=lambda name: (self._weight[name], name))
            if self._weight[top] >= 5 * sum(self._weight[name] for name in found if name != top):
                return top, "by far the most named bearer of the name in the corpus"
        return form, ""

    def _link_bodies(self) -> None:
        spellings: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._bodies):
            spellings[key_of(name)].append(name)
        for names in spellings.values():
            best = min(
                names,
                key=lambda name: (name not in self._own, name.isupper(), -len(self._bodies[name]), -len(name), name),
            )
            for name in names:
                self._map(name, self._bodies[name], best, "other spelling in the corpus")
        for short, longs in sorted(self._acronyms.items()):
            if len(longs) == 1 and short in self._bodies:
                self._map(short, self._bodies[short], *longs, "acronym in another article of the corpus")

    def _map(self, name: str, doc_ids, target: str, why: str) -> None:
        if target != name and name not in self._own:
            for doc_id in doc_ids:
                self.mapping[doc_id][name] = target, why


def _share_office(mine: set, yours: set) -> bool:
    return any(
        office == other and (of is None or body is None or of == body) for office, of in mine for other, body in yours
    )


def _apart(mine: set, yours: set) -> bool:
    """Two persons: they hold offices of different countries or bodies and share none."""
    mine_of, yours_of = {of for _, of in mine if of}, {of for _, of in yours if of}
    return bool(mine_of and yours_of) and not mine_of & yours_of
