"""Who speaks for whom in an article: leaders for their states, spokesmen for bodies, fighters for their movement."""

import re
from collections import Counter

from spacy.tokens import Token

from ..naming.gazetteer import gazetteer, governed_from
from ..naming.titles import is_country
from .operators import words

FILE = "actors.toml"
GOVERNMENT = re.compile(r"(?:['’]s?)? (?:\w+ )?(?:[Aa]uthorities|[Cc]abinet|[Gg]overnment)\b")


class Offices:
    """The offices that one article tells of.

    `states` gives a person's state, `rulers` that of who rules a country that is not said, `heads` the body that somebody
    leads and `mouths` a spokesman's, `officials` are all who hold an office, whatever its country, `countries` the states
    and places named.
    """

    def __init__(self, article):
        self.text = article.document.text
        self.entities = article.rows.get("entities", [])
        self.quotes = article.rows.get("quotes", [])
        self.countries = {row.stands_for or row.entity for row in self.entities if row.label == "GPE"}
        told = article.rows.get("roles", [])
        over = {
            (role.entity, role.office)
            for role in told
            if not words("former", FILE).isdisjoint(role.role.lower().split())
        }
        roles = [role for role in told if self._in_office(role) and (role.entity, role.office) not in over]
        self.officials = {role.entity for role in roles if role.office in words("speaks_for_state", FILE)}
        rulers = [
            role.entity for role in roles if role.of is None and role.office.split(" ")[-1] in words("rules", FILE)
        ]
        self.rulers = dict.fromkeys(rulers, self._land())
        roles = [role for role in roles if role.of and not self._sent_to(role)]
        self.states = {role.entity: role.of for role in roles if role.office in words("speaks_for_state", FILE)}
        self.states |= {row.entity: state for row in self.entities if (state := self._ministry_of(row))}
        bodies = {row.entity for row in self.entities if row.label == "ORG"}
        self.heads = {
            role.entity: role.of for role in roles if role.of in bodies and role.office in words("heads", FILE)
        }
        self.mouths = {role.entity: role.of for role in roles if role.office in words("mouthpieces", FILE)}

    def _land(self) -> str | None:
        """The country that the article names more than twice as often as any other: its ministers need no adjective."""
        named = Counter(
            state for row in self.entities if is_country(state := row.stands_for or row.entity)
        ).most_common(2)
        return named[0][0] if named and named[0][1] > 2 * sum(count for _, count in named[1:]) else None

    def spoken_for(self, name: str) -> str:
        """The state or body that a source speaks for; the source itself where none is known."""
        return self.states.get(name) or self.side(name, "speaks_for_state") or self.rulers.get(name) or name

    def home(self, offset: int) -> str | None:
        """Whose "the government" is: the state of who speaks there, else that of the last official or government named
        before, unless another country or place stands between, or in the dateline.
        """
        said = [q for q in self.quotes if any(start <= offset < end for start, end in q.content)]
        for speaker in said[-1].speakers if said else ():
            state = self.states.get(speaker) or self.side(speaker, "speaks_for_state")
            if state or speaker in self.countries:
                return state or speaker
        around = {self._state_of(row) for row in self.entities if row.zone == "dateline" and row.label == "GPE"}
        for row in reversed([row for row in self.entities if row.end <= offset]):
            state = self.states.get(row.entity)
            if row.label == "GPE" or row.label == "NORP" and row.stands_for:
                around.add(self._state_of(row))
                state = self._state_of(row) if GOVERNMENT.match(self.text, row.end) else None
            if state:
                return state if around <= {state} else None
        return None

    @staticmethod
    def _state_of(row) -> str:
        return row.stands_for or governed_from(row.text) or row.entity

    def side(self, name: str, kind: str) -> str | None:
        """For whom somebody without a name speaks or fights: "Hamas spokesman", "Angola's UNITA rebels"; `kind` is a list of nouns."""
        head = re.split(r"\s(?:at|for|from|in|of)\s", name)[0].rpartition(" ")[2].lower()
        if head not in words(kind, FILE) and head.removesuffix("s") not in words(kind, FILE):
            return None
        if not words("unofficial", FILE).isdisjoint(name.lower().replace("-", " ").split()):
            return None
        inside = [row for row in self.entities if row.text in name and row.label in ("GPE", "NORP", "ORG")]
        if kind == "followers":
            inside = [row for row in inside if row.label == "ORG"]
        return (inside[0].stands_for or governed_from(inside[0].text) or inside[0].entity) if inside else None

    def mouth_of(self, token: Token) -> str | None:
        """ "A spokesman for the ministry", "Justice Department spokeswoman": whom the mouthpiece speaks for."""
        inside = [
            row
            for row in self.entities
            if row.start >= token.left_edge.idx
            and row.end <= token.right_edge.idx + len(token.right_edge)
            and row.label in ("ORG", "GPE", "NORP", "PERSON")
            and token.sent.start_char <= row.start < token.sent.end_char
        ]
        bodies = [
            row
            for row in inside
            if row.label != "PERSON"
            or row.start > token.idx
            and token.nbor(1).lower_ == "for"
            or any(c.dep_ == "poss" and row.start <= c.idx < row.end for c in token.children)
        ]
        return (bodies[0].stands_for or bodies[0].entity) if bodies else None

    def _ministry_of(self, row) -> str | None:
        """The state of a ministry that is named with it: "Ministry of Defence of Chad", "US State Department"."""
        kind, _, state = row.entity.rpartition(" of ")
        land, last = row.entity.split(" ")[0], row.entity.split(" ")[-1]
        if row.label == "ORG" and last in ("Department", "Ministry", "Treasury") and is_country(land):
            return gazetteer().forms[land].name
        return state if row.label == "ORG" and kind.startswith("Ministry") and state in self.countries else None

    def _sent_to(self, role) -> bool:
        """ "the ambassador to the United Nations", "the U.N. ambassador" does not speak for them."""
        sent = re.match(rf" to (?:the )?{re.escape(role.of)}", self.text[role.end :]) is not None
        return role.office == "ambassador" and (sent or role.of not in self.countries)

    def _in_office(self, role) -> bool:
        """Not "former French President", nor the leader of a party: "British Conservative leader"."""
        said = role.role.lower().split()
        return words("unofficial", FILE).isdisjoint(said) and not (role.office == "leader" and len(said) > 2)
