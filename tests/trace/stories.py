"""One fictional story as several newsrooms tell it: the wire, its copies and rewrites, and reports that owe it nothing."""

from __future__ import annotations

WIRE = """The ferry company Norrelund Line cancelled 46 crossings between Ostwick and the Tarn Islands on Monday after inspectors \
found cracks in the bow doors of two ships, the harbour authority said.

About 3,100 passengers were stranded in Ostwick overnight, and the town opened a sports hall with 400 camp beds for those who had no \
room.

"The doors will be opened, measured and welded, in that order," harbour master Jorunn Vik told reporters on the quay. "Nobody sails \
on a guess."

The cracks, up to nine centimetres long, were discovered by a diver who had been sent down to look for a lost anchor chain.

Norrelund Line said the ships Elsinda and Maroe would stay in dock until May 14. The company, which carries 1.2 million people a \
year, promised to repay every ticket within ten days.

Freight for the islands is to go by barge from Kelderhaven, where two cranes have been idle since the sawmill closed in 2019.

The island council has asked the navy to lend its landing craft, councillor Peder Aune said, but has had no answer."""

REWRITE = """Holidaymakers slept on 400 camp beds in an Ostwick sports hall after 46 ferry crossings to the Tarn Islands were \
scrapped.

Some 3,100 passengers of Norrelund Line were stuck in the town overnight. Inspectors had found cracks in the bow doors of two of the \
firm's ships on Monday, according to the harbour authority.

A diver looking for a lost anchor chain came upon the cracks, which are as long as nine centimetres.

"Nobody sails on a guess," Jorunn Vik, the harbour master, said on the quay. "The doors will be opened, measured and welded, in that \
order."

The Elsinda and the Maroe are to stay in dock until May 14, Norrelund Line said. It carries 1.2 million people a year and promised \
to repay tickets within ten days.

Barges from Kelderhaven will take the freight to the islands. Two cranes there have been idle since the sawmill closed in 2019.

Councillor Peder Aune said the island council had asked the navy for its landing craft and had no answer so far."""

INDEPENDENT = """Marit Sollie has eaten nothing but waffles since Monday. She runs the kiosk at berth three, and berth three is \
where everybody waits.

Word came shortly after noon that no boat would leave. Lorries turned round on the slip; a school choir sang until a policeman asked \
it to stop.

"The doors will be opened, measured and welded, in that order," harbour master Jorunn Vik said. "Nobody sails on a guess."

Behind him lay the Maroe, her visor raised, with a man in a harness tapping at the steel. A welder who has worked on both vessels \
said the yard had warned of fatigue two winters ago. The line did not answer questions about the warning.

On the islands the shop at Tarnvik had sold its last bread by evening. The doctor there has a helicopter, the vet has none."""

OTHER_STORY = """The Ostwick theatre will raise its prices in the autumn, the first time in eleven years, its director announced.

A seat in the stalls is to cost 34 crowns. Pupils pay a third of that. The board blamed heating, which has doubled since the roof \
was opened for repairs, and a tour that lost money in four towns out of six."""

BOILERPLATE = """Sign up for the morning letter of this newspaper and have the three stories that everybody in town will talk about \
on your table before the first tram has left the depot and the bakers have closed their ovens for the day."""

SCOOP = """The yard at Kelderhaven warned Norrelund Line of fatigue in the bow doors of the Maroe two winters ago, a letter seen by \
the Vale Courier shows.

The letter is signed by the yard's chief engineer and asks for a reply within a week. None is on file."""

#: Ways to cite the scoop.
FOLLOWERS = {
    "reported": (
        "Shares in Norrelund fell. The Vale Courier reported on Friday that the yard had warned of fatigue in the bow "
        "doors two winters ago."
    ),
    "told": ("The chief engineer of the yard told the Vale Courier that he had asked for a reply about the bow doors within a week."),
    "short form": (
        "There is a letter, the Vale Courier says. The yard's chief engineer, according to the Courier, asked for a reply within a week."
    ),
    "possessive": (
        "The Vale Courier's report on the yard's letter, which warned Norrelund of fatigue in the bow doors, has alarmed the council."
    ),
}
