"""Given names that English-language news uses for one gender nearly always, to tell whom "he" or "she" can mean.

General knowledge of names, not of people; names given to both are left out, and an unlisted name decides nothing.
"""

from __future__ import annotations

from typing import Literal

__all__ = ["gender_of"]

_HE = frozenset(
    """aaron abdul abdullah adam adolf adrian ahmad ahmed alan albert alberto alejandro alex alexander alfred ali allan allen amir anders
    andre andreas andrei andrew andy angelo anthony anton antonio antony arne arnold arthur asif barack barry bashar ben benjamin
    bernard bernie bill bob boris brad brandon brendan brett brian bruce bruno carl carlos cesar charles charlie chris christian
    christopher chuck claude clement clive colin conor craig curtis dale damian dan daniel danny darren dave david dean dennis derek
    diego dieter dimitri dmitri dmitry dominic don donald doug douglas duncan dwight earl ed eddie edgar eduardo edward edwin elias emil
    emmanuel enrique eric erik ernest ethan eugene evan fabio felipe felix ferdinand fernando francis francisco francois frank franklin
    franz fred frederick fyodor gareth garry gary gavin geoff geoffrey george gerald gerard gerhard giovanni giuseppe gordon graham greg
    gregory guillermo gunter gustav guy hamid hans harold harry harvey hassan hector heinrich helmut henrik henry herbert herman howard
    hugh hugo hussein ian ibrahim igor ilya imran isaac ismail ivan ivo jack jacob jacques jake james jamie jan jason javier jean jeff
    jeffrey jens jeremy jerome jerry jim jimmy joao joe joel joerg johan johann john johnny jon jonathan jorge jose josef joseph josh
    joshua juan juergen julian julio justin karim karl keith ken kenneth kevin khalid klaus konrad konstantin kurt kyle larry lars
    laurence lawrence leo leon leonard leonid lewis liam lloyd louis luca lucas luigi luis luke magnus mahmoud malcolm manuel marc
    marcel marco marcus mario mark markus martin marvin matt matthew matthias maurice max maxim michael michel miguel mike mikhail milan
    mitch mitt mohamed mohammad mohammed muhammad mustafa nasser nathan neil nicholas nick nicolas nigel nikolai nils norman olaf ole
    oleg oliver olivier omar osama oscar otto owen pablo paolo pascal patrick paul pavel pedro peter phil philip philippe pierre piers
    piet rafael raj ralph ramon randy raul ray raymond reinhard rex ricardo richard rick rob robert roberto rodrigo roger roland rolf
    roman ron ronald rory ross roy rudolf rupert russell sam samir samuel scott sean sebastian serge sergei sergey sergio shane simon
    stanley stefan stephen steve steven stuart sven ted terence terry theodore thomas tim timothy tobias todd tom tomas tommy tony
    trevor uwe victor viktor vincent vinod vladimir walter warren wayne werner wilhelm will william winston wolfgang xavier yuri yusuf
    zachary""".split()
)
_SHE = frozenset(
    """abigail ada adele adriana agnes aisha alice alicia alison allison amanda amelia amy ana anastasia andrea angela anita ann anna anne
    annette annie antonia audrey barbara beatrice beatrix becky bella bernadette beth betty brenda bridget camilla carla carmen carol
    caroline carolyn catherine cathy cecilia charlotte cheryl chloe christina christine cindy claire clara claudia colleen connie cora
    cristina cynthia daisy dana danielle daphne deborah debra denise diana diane dolores donna dora doris dorothy edith eileen elaine
    eleanor elena elisabeth elise elizabeth ella ellen elsa emily emma erica erika esther ethel eva eve evelyn fatima felicity fiona
    flora florence frances francesca freya gabriela gabrielle gail georgina geraldine gertrude gillian gina gisela gloria grace greta
    gretchen hannah harriet heather heidi helen helena helga henrietta hilary hillary ida ilse inga ingrid irena irene iris irma isabel
    isabella isabelle ivy jackie jacqueline jane janet janice jasmine jean-marie jeanne jennifer jenny jessica jill joan joanna joanne
    josephine joyce juanita judith judy julia juliana julie juliet karen karin kate katharina katherine kathleen kathryn kathy katie
    katrina kayla kirsten kristen kristin kristina larissa laura lauren leila lena leonora leslie-ann lida lily linda lisa lois lorraine
    lotte louisa louise lucia lucy luisa lydia lynn mabel madeleine maggie maria mariana marianne marie marilyn marina marion marjorie
    marlene martha mary matilda maureen maya megan melanie melinda melissa mercedes meryl michelle mildred millie mina miranda miriam
    moira molly monica muriel myra nadia nadine nancy naomi natalia natalie natasha nellie nicola nicole nina nora norma olga olivia
    ophelia pamela patricia patsy paula pauline peggy penelope penny petra phoebe phyllis polly priscilla rachel rebecca regina renata
    renee rhoda rita roberta rosa rosalind rose rosemary ruth sabina sabine sabrina sally samantha sandra sara sarah selma sharon sheila
    shirley silvia simone sofia sonia sonja sophia sophie stella stephanie sue susan susanna susanne suzanne svetlana sylvia tamara
    tanya tatiana teresa theresa tina tracy ulrike una ursula valentina valerie vanessa vera veronica victoria viola violet virginia
    vivian wanda wendy wilma winifred yasmin yolanda yvette yvonne zoe""".split()
)


def gender_of(name: str) -> Literal["he", "she"] | None:
    """Return the pronoun that a person's given name goes with; None when it is not listed.

    >>> gender_of("Judith Arden"), gender_of("Kit Ransome")
    ('she', None)
    """
    first = name.split(maxsplit=1)[0].casefold() if " " in name else ""
    if first in _HE:
        return "he"
    return "she" if first in _SHE else None
