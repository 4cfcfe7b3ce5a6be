"""What an index must hold after a row of changes to calendars: a model as simple as can be."""

import dataclasses

# Talks that may disappear from a calendar at once, as `IngestLimits` says.
MASS = 20


@dataclasses.dataclass
class Event:
    """An event of a feed in one of its versions."""

    number: int
    version: int
    is_cancelled: bool = False

    def title(self, feed):
        """A title of words that no other talk has, of another version neither."""
        return f"{words(f'{feed}{self.number}v{self.version}')} on zq{feed}n{self.number}"


@dataclasses.dataclass
class Talk:
    """A talk that the index holds."""

    title: str
    status: str
    is_gone: bool = False


@dataclasses.dataclass
class Feed:
    """A calendar on the disk."""

    name: str
    events: dict[int, Event] = dataclasses.field(default_factory=dict)
    # How many of the events the file still says whole; `None` where it is not cut.
    whole: int | None = None
    exists: bool = True
    # The bytes of the file.
    content: bytes = b""

    def listed(self):
        """The events that can be read of the file."""
        events = [self.events[number] for number in sorted(self.events)]
        return events if self.whole is None else events[:self.whole]


class Model:
    """Talks by feed and number, and what an ingest makes of them."""

    def __init__(self):
        self.talks = {}
        # What was last read of each feed of which the index has a file.
        self.known = {}
        # Talks put in by hand, which no ingest touches: title by id.
        self.by_hand = {}

    def ingest(self, feeds, is_forced, rereads=False):
        """Takes in what the feeds list; returns whether something must be refused."""
        is_refused = False
        present = [feed for feed in feeds if feed.exists]
        for feed in present:
            if rereads or self.known.get(feed.name) != feed.content:
                is_refused |= not self.read(feed, is_forced)
        return self.take_missing(present, is_forced) or is_refused

    def read(self, feed, is_forced):
        """Reads one feed; false where too many of its talks have disappeared."""
        mine = {key: talk for key, talk in self.talks.items() if key[0] == feed.name}
        listed = {(feed.name, event.number): event for event in feed.listed()}
        expected = [key for key, talk in mine.items() if not talk.is_gone]
        missing = [key for key in expected if key not in listed] if feed.whole is None else []
        if not is_forced and len(expected) > MASS and 2 * len(missing) > len(expected):
            return False
        for key, event in listed.items():
            status = "cancelled" if event.is_cancelled else "confirmed"
            self.talks[key] = Talk(event.title(feed.name), status)
        for key in missing:
            self.talks[key].is_gone = True
        self.known[feed.name] = feed.content
        return True

    def take_missing(self, present, is_forced):
        """Talks of files that are no longer there; true where that is not believed."""
        names = {feed.name for feed in present}
        missing = {name for name in self.known if name not in names}
        if not missing:
            return False
        lost = [key for key, talk in self.talks.items() if key[0] in missing and not talk.is_gone]
        is_mass = len(lost) > MASS and 2 * len(missing) > len(self.known)
        if not is_forced and (not present or is_mass):
            return True
        for key in lost:
            self.talks[key].is_gone = True
        for name in missing:
            del self.known[name]
        return False

    def rows(self):
        """What `talk` must say: source, UID, title, status, gone."""
        rows = [
            (feed, uid(feed, number), talk.title, talk.status, talk.is_gone)
            for (feed, number), talk in self.talks.items()]
        rows += [(None, None, title, "confirmed", False) for title in self.by_hand.values()]
        return sorted(rows, key=repr)


def uid(feed, number):
    """The UID of an event."""
    return f"{number}@{feed}.example.org"


SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()


def words(seed):
    """Three made-up words that depend on all of the seed, the same ones always."""
    value = 0
    for byte in seed.encode():
        value = (value * 1_000_003 + byte + 1) % (1 << 61)
    value = value * 0x9E3779B97F4A7C15 % (1 << 64) >> 3
    result = []
    for _ in range(3):
        word = ""
        for _ in range(4):
            word += SYLLABLES[value % 20]
            value //= 20
        result.append(word)
    return " ".join(result).capitalize()
