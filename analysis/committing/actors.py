"""Who acts: from an act to its actors, and how they appear in the words.

A leader's "we" is the state or group spoken for; a passive without an agent goes to whoever acted last nearby.
"""

import re

from spacy.tokens import Token

from ..naming.gazetteer import governed_from
from ..speaking.nouns import is_source
from .clauses import child, governors, is_passive, own_subject, subject
from .modality import PARTIES
from .offices import FILE
from .operators import words
from .parties import Actor, Parties
from .phrases import object_of

NOBODY = Actor([], "implicit")
PARAGRAPH = re.compile(r"\n\s*")


def _within(token: Token, quote) -> bool:
    return any(start <= token.idx < end for start, end in quote.content)


class Cast(Parties):
    """The actors of one article; remembers what earlier acts were about, for "the force", "we" and passives."""

    def __init__(self, article):
        super().__init__(article)
        self.makers: dict[str, Actor] = {}
        self.of: dict[int, Actor] = {}
        self.bound: dict[str, list[str]] = {}
        self.dispute = None

    def remember(self, act, actor: Actor, sources: list[str], span: tuple[int, int]):
        """Keep the actor of an accepted act, for pronouns, passives and things named in its evidence."""
        self.of[act.head.i] = actor
        if actor.names:
            words_ = self.doc.covering(*span) or ()
            self.makers |= {t.lemma_.lower(): actor for t in words_ if t.pos_ == "NOUN" and not self.can_act(t)}
            if act.act != "status":
                self.past.append((act.head, actor, sources))
            thing = object_of(act.head) if act.head.pos_ in ("VERB", "AUX") else act.head
            if act.act in ("commit", "offer") and thing is not None:
                self.bound[thing.lemma_.lower()] = actor.names

    def read(self, act, sources: list[str]) -> Actor:
        """The actor of an act told by `sources`."""
        token = act.subject
        if act.part_of is not None and act.part_of.head.i in self.of:
            actor = self.of[act.part_of.head.i]
            return Actor(actor.names, "shared", actor.joint)
        if token is None or token.ent_type_ in ("DATE", "TIME") or token.pos_ == "VERB":
            return self._resumed(act) or self.implicit(act, sources)
        if token.pos_ == "PRON" and token.lower_ in ("i", "me", "my", "we", "us", "our") and token.text != "US":
            return self.first_person(act, token, sources)
        arranged = act.kind == "modal" or act.kind == "adjective" and act.force == "will"
        undergoes = arranged and token.dep_ in ("nsubj", "nsubjpass") and is_passive(act.head)
        undergoes = undergoes and act.head.lemma_ not in words("violent")
        if undergoes and act.act == "commit" and self.can_act(token):
            doer = self.implicit(act, sources)
            someone = token.ent_type_ in ("PERSON", "NORP") or is_source(token.lemma_.lower(), "person")
            return doer if doer.names or someone else self.phrase(token)
        if token.pos_ == "NOUN" and not self.can_act(token):
            return self.body(act, token, sources)
        if (
            token.lower_ in ("they", "their", "them")
            and (group := self._last_group(sources)) is not None
            and not act.shared
        ):
            return Actor(group.names, "pronoun", True)
        if token.lower_ in ("it", "its", "this", "that", "which", "there") and act.head.tag_ == "VBN":
            return self.implicit(act, sources)
        actor = self.phrase(token)
        if (
            act.act in ("commit", "consider", "offer", "refuse")
            and len(actor.names) == 1
            and act.head.lemma_ not in words("personal", FILE)
            and act.head.ent_type_ not in ("GPE", "FAC", "LOC")
        ):
            actor = Actor([self.states.get(actor.names[0], actor.names[0])], actor.realisation, actor.joint)
        if not actor.names and token.lower_ in ("he", "she", "they", "it") and sources:
            actor = Actor(sources[-1].split(" & "), "pronoun", token.lower_ == "they")
        if act.status and actor.joint:
            actor = Actor([self.states.get(name, name) for name in actor.names], actor.realisation, True)
        if act.shared:
            actor = Actor(actor.names, "shared", actor.joint)
        return actor

    def tellers(self, act, token: Token, quotes, known: list[str]) -> list[str]:
        """Who says so in a clause that no quotation has for its own: "he said Mr Trump stressed that Europe must pay"."""
        if act.teller is not None:
            name = " & ".join(self.phrase(act.teller).names)
            return [name] if name and name not in known else []
        below = token
        for verb in governors(token):
            told = below.dep_ == "ccomp" and verb.lemma_ in words("saying", "reporting_strength.toml")
            if told and not any(s <= verb.idx < e for quote in quotes for s, e in quote.cue):
                who = own_subject(verb)
                if who is not None and self.can_act(who) and (not quotes or _within(verb, quotes[-1])):
                    name = " & ".join(self.phrase(who).names)
                    return [name] if name and name not in known else []
            below = verb
        return []

    def _resumed(self, act) -> Actor | None:
        """ "this refusal" after "If Mali refuses talks": whose the verb of the noun was."""
        if act.kind != "noun" or not any(
            c.lower_ in ("this", "that", "such", "these", "those") for c in act.cue.children
        ):
            return None
        for verb in reversed(self.doc[: act.cue.i]):
            if verb.pos_ == "VERB" and verb.lemma_[:5] == act.cue.lemma_[:5] and (who := subject(verb)[0]) is not None:
                found = self.phrase(who)
                return Actor(found.names, "implicit", found.joint) if found.names else None
        return None

    def stands_for(self, token: Token) -> bool:
        """Does this thing act for somebody: an organ of a state, or a body that an earlier act set up?"""
        return bool(self.organ(token)) or self._makers(token) is not None

    def _makers(self, token: Token) -> Actor | None:
        return self.makers.get(token.lemma_.lower())

    def _last_group(self, sources: list[str]) -> Actor | None:
        """The last group that the same source spoke of."""
        groups = [actor for _, actor, told in reversed(self.past[-8:]) if actor.joint and told[-1:] == sources[-1:]]
        return next(
            (actor for actor in groups if len(actor.names) == 1 and actor.names[0] in self.names),
            groups[0] if groups else None,
        )

    def _company(self) -> Actor | None:
        """The group that meets: the last collective actor whoever told of it."""
        return next((actor for _, actor, _ in reversed(self.past) if actor.joint and len(actor.names) == 1), None)

    def first_person(self, act, token: Token, sources: list[str]) -> Actor:
        """ "I" is the speaker; "we" whom the paraphrase names, else the state or group that is spoken for."""
        if not sources:
            return NOBODY
        names = sources[-1].split(" & ")
        if token.lower_ not in ("we", "us", "our"):
            return Actor(names[:1], "pronoun")
        for head, actor, told in reversed(self.past):
            heard = (
                told[-1:] == sources[-1:]
                or not told
                and names[0] in self.officials
                and set(actor.names) <= self.countries
            )
            if head.lemma_ == act.head.lemma_ and heard and actor.realisation != "pronoun":
                return Actor(actor.names, "pronoun", True)
        if act.cue.lemma_ in ("agree", "decide", "discuss") and (group := self._company()) is not None:
            return Actor(group.names, "pronoun", True)
        if any(name in self.states for name in names) and (group := self._last_group(sources)) is not None:
            return Actor(group.names, "pronoun", True)
        names = [self.mouths.get(name) or self.heads.get(name) or self.spoken_for(name) for name in names]
        return Actor(list(dict.fromkeys(names)), "pronoun", len(names) > 1)

    def body(self, act, token: Token, sources: list[str]) -> Actor:
        """A thing that cannot bind itself: its makers, if an earlier act names them ("the force will not wage war")."""
        organ = self.organ(token)
        if organ:
            return Actor(organ, "modifier", len(organ) > 1)
        holder = next((c for c in token.children if c.dep_ == "poss" and c.ent_type_ not in ("DATE", "TIME")), None)
        if holder is not None and act.head.tag_ != "VBN" and (holder.ent_type_ in PARTIES or not self._makers(token)):
            return self.phrase(holder)
        makers = self._makers(token)
        if makers is not None:
            return Actor(makers.names, "metonym" if act.head.tag_ != "VBN" else "implicit", makers.joint)
        document = is_source(token.lemma_.lower(), "speech_documents")
        sent = act.head.dep_ == "relcl" and is_passive(act.head) and token.head.lemma_ in words("sending")
        made = sent or document and token.head.lemma_ in words("issuing")
        if made and token.dep_ == "dobj" and (maker := subject(token.head)[0]) is not None and self.can_act(maker):
            return self.phrase(maker)
        if document:
            return self.phrase(token)
        gathered = self._gathered(token)
        if gathered is not None:
            known = self._company() if self.entity_at(gathered) is None else None
            return Actor(known.names, "implicit", True) if known else self.phrase(gathered)
        doer = self.doer(token)
        if doer:
            return Actor(doer, "modifier", len(doer) > 1)
        if act.kind == "verb" and act.act == "demand" and token.dep_ == "nsubj" and not self._is_made(token):
            return self.phrase(token)
        return self.implicit(act, sources)

    def _is_made(self, token: Token) -> bool:
        """A text, a plan, an event: somebody made it, and acts through it."""
        noun = token.lemma_.lower()
        told = is_source(noun, "documents", "speech_documents") or noun in words("actions") | words("purposes")
        return told or noun in words("gatherings", FILE)

    def _gathered(self, token: Token) -> Token | None:
        """Who meets: "the meeting of two dozen leaders", "talks between both armies"."""
        if token.lemma_.lower() not in words("gatherings", FILE):
            return None
        with_ = (c for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "between", "among"))
        return next((p for c in with_ if (p := child(c, "pobj")) is not None and self.can_act(p)), None)

    def implicit(self, act, sources: list[str]) -> Actor:
        """Agentless: who acted last nearby with the same source, else the source's own side."""
        if act.cue.lemma_ == "consensus" and (group := self._company()) is not None:
            return Actor(group.names, "implicit", True)
        if act.cue.lemma_ == "agree" and is_passive(act.cue) and act.head.pos_ == "NOUN":
            sources = [name for name in sources if self.spoken_for(name) != name]
            if not sources and not self.past:
                return NOBODY
        here = self.text.count("\n", 0, act.head.idx)
        for head, actor, told in reversed(self.past[-3:]):
            if told[-1:] == sources[-1:] and here - self.text.count("\n", 0, head.idx) <= 2:
                return Actor(actor.names, "implicit", actor.joint)
        if sources:
            names = [self.spoken_for(name) for name in sources[-1].split(" & ")]
            return Actor(names, "implicit", len(names) > 1)
        return self._at_home(act) or self._nearest(act)

    def _at_home(self, act) -> Actor | None:
        """ "is being considered in Canberra": by whoever sits there."""
        places = (child(c, "pobj") for c in act.cue.children if c.dep_ == "prep" and c.lower_ == "in")
        place = next((p for p in places if p is not None and p.ent_type_ == "GPE"), None)
        if act.act != "consider" or place is None or not is_passive(act.cue):
            return None
        states = [state for name in self.phrase(place).names if (state := governed_from(name))]
        return Actor(states, "metonym") if states else None

    def _nearest(self, act) -> Actor:
        """The last person, body or state that was a subject in this paragraph or the one before."""
        begun = [found.end() for found in PARAGRAPH.finditer(self.text, 0, act.head.idx)]
        edge = begun[-2] if len(begun) > 1 else 0
        for i in range(act.head.sent.start - 1, -1, -1):
            token = self.doc[i]
            if token.idx < edge:
                break
            if token.dep_ == "nsubj" and token.ent_type_ in ("PERSON", "ORG", "GPE"):
                return Actor(self._names(token, *self.extent(token))[0], "implicit")
        return self._told_later(act)

    def _told_later(self, act) -> Actor:
        """ "Bill to be withdrawn" over "The cabinet will withdraw the bill": who does it where the text says it again."""
        for verb in self.doc[act.head.i + 1 :] if act.head.pos_ == "VERB" else ():
            if verb.lemma_ == act.head.lemma_ and verb.pos_ == "VERB" and not is_passive(verb):
                who = own_subject(verb)
                if who is not None and who.pos_ != "PRON" and self.can_act(who):
                    found = self.phrase(who)
                    return Actor(found.names, "implicit", found.joint)
        return NOBODY
