"""Paragraphs that are not news are told from those that are, with the reason."""

from __future__ import annotations

import pytest

from reportedly.ingest.boilerplate import verdicts

NEWS = "The harbour authority closed both piers on Tuesday after a crane fell into the channel, and ferries moved to the old quay."


@pytest.mark.parametrize(
    ("paragraph", "reason"),
    [
        ("Share on Facebook | Twitter | WhatsApp", "share buttons"),
        ("Advertisement", "advertisement"),
        ("READ MORE: What the crane's owners said last year", "link to other stories"),
        ("Also read: What the crane's owners said last year", "link to other stories"),
        ("Most read in Harbour", "link to other stories"),
        ("Sign up for our newsletter and never miss a tide", "newsletter"),
        ("Photo: Una Holt", "photo credit"),
        ("The fallen crane (Getty Images)", "photo credit"),
        ("Urgent poll:", "poll"),
        ("12 comments", "comments"),
        ("© 2031 Harbour Group. All rights reserved.", "rights notice"),
        ("Disclaimer: this is what one of us thinks", "disclaimer"),
        ("About us - Policies", "site menu"),
        ("We and our partners use cookies to make the site better.", "cookies and scripts"),
        ("Already a subscriber? Log in to continue reading.", "paywall"),
        ("Follow us on Facebook", "app or channel"),
        ("4 min read", "time or length"),
        ("Updated: 4 March 2031, 05:06", "time or length"),
        ("Topics: harbours, cranes", "tags"),
        ("* * *", "rule"),
    ],
)
def test_in_the_middle(paragraph: str, reason: str) -> None:
    assert verdicts([NEWS, NEWS, paragraph, NEWS, NEWS]) == (None, None, reason, None, None)


@pytest.mark.parametrize(
    "paragraph",
    [
        "“We encourage you to subscribe to our newsletter,” the mayor told the crowd, to laughter.",
        "The newspaper said its privacy policy did not allow it to name readers, and that cookies on its site had been switched off.",
        "Opinions on the new quay are divided.",
        "Related charges against the owner were dropped, the court said.",
        "More from the sea than from the land, the town has always lived on trade.",
        "The photo shows the crane a day before it fell, according to the owner.",
        "Subscribers to the ferry card will be paid back.",
        "The minister, who has been an editor, said the comments below the article were false.",
        "He did not guarantee that the piers would open in June.",
        "Poll workers waited for the ferry until noon.",
        "Share prices of the owner fell by a tenth.",
        "“Read more,” the teacher told them.",
        "Watch out, the sign at the pier says.",
        '-- "We shall not see the ferry again before June," Calder said on the quay.',
    ],
)
def test_news_stays(paragraph: str) -> None:
    assert verdicts([NEWS, NEWS, paragraph, NEWS, NEWS]) == (None,) * 5


def test_disclaimers_at_the_foot_go_with_their_heading() -> None:
    foot = [
        "We Look At The Harbour From Every Quay",
        "Not everything here was checked, and we warmly encourage you to ask elsewhere before you make up your mind.",
        "About HP - Policies - Comment Policy",
        "Expressed opinions are not necessarily those of the Harbour Post, its owners or its advertisers. Some articles may be satirical.",
    ]
    found = verdicts([NEWS, NEWS, *foot])
    assert found[:2] == (None, None)
    assert all(found[2:])
    assert found[2] == "heading of: appeal to the reader"


def test_the_headlines_under_related_stories_go_to_the_end() -> None:
    found = verdicts([NEWS, NEWS, "Related stories", "Ferry owner wants a new quay", "Rivermouth counts its cranes"])
    assert found == (None, None, *["link to other stories"] * 3)


def test_a_heading_between_paragraphs_of_news_stays() -> None:
    assert verdicts([NEWS, "What the owners say", NEWS]) == (None, None, None)


def test_a_last_heading_over_news_stays() -> None:
    assert verdicts([NEWS, NEWS, "What happens next", NEWS, "Advertisement"])[:4] == (None,) * 4


def test_hostile_paragraphs_end_soon() -> None:
    long = ["a " * 20_000, "(" * 20_000, "Share " * 5_000, "x|" * 10_000, '"' * 20_001, "read more " * 4_000]
    assert len(verdicts(long)) == len(long)
