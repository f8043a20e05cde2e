"""Names of columns, as the exporters of tables write them, and what each means.

Known are the tables of Scopus, Web of Science, PubMed, Embase, IEEE Xplore, SpringerLink,
Dimensions, The Lens, OpenAlex, Zotero, Rayyan, Elicit, Litmaps, ResearchRabbit, Publish or Perish
and Semantic Scholar, and what people name columns of their own. A name is compared without case,
blanks, `_`, `-` and other punctuation.
"""

from __future__ import annotations

import re

from citeloom.graph.plain_text import read_words

COLUMNS = {
    "title": "title titles papertitle articletitle documenttitle itemtitle displayname "
    "primarytitle ti",
    "doi": "doi doilink articledoi itemdoi doiurl di",
    "arxiv": "arxiv arxivid arxivnumber eprint arxivurl arxivlink",
    "openalex": "openalex openalexid openalexurl workid",
    "pmid": "pmid pubmedid pm pubmed medlinepmid idspmid",
    "pmcid": "pmcid pmcidid pmc pubmedcentralid idspmcid",
    "s2": "s2id s2paperid paperid semanticscholarid semanticscholarpaperid",
    "corpus": "corpusid s2corpusid semanticscholarcorpusid",
    "acl": "aclid aclanthologyid",
    "link": "id ids url urls link links paperurl paperlink pdf pdfurl pdflink articleurl "
    "articlelink openurllink landingpageurl primarylocationlandingpageurl sourceurl externalurls "
    "linkattachments fulltexturl fulltextlink openaccessurl",
    "year": "year publicationyear pubyear yearpublished py yearofpublication publishedyear",
    "date": "date publicationdate published publisheddate pubdate datepublished "
    "publicationdateonline coverdate",
    "authors": "authors author authornames authorname authornamesfull creators creator au "
    "authorshipsauthordisplayname authorships",
    "authorsfull": "authorfullnames af authorshipsrawauthorname",
    "abstract": "abstract abstracts abstractnote summary description ab",
    "authorcount": "authorcount numberofauthors numauthors nauthors",
    "arxivclass": "arxivclass primaryclass primarycategory",
    "keywords": "keywords keyword authorkeywords indexkeywords tags manualtags automatictags "
    "ieeeterms meshterms de labels emtreemedicalindexterms",
    "note": "note notes extra annotation annotations comment comments mynotes",
    "key": "key citationkey citekey bibtexkey bibkey rayyanid",
    "groups": "group groups collection collections folder folders",
    "files": "file files filename fileattachments",
    "citation": "source citation sourceinformation",
}  # fmt: skip
# Columns that exporters write, and of which nothing is needed here.
OTHERS = read_words(
    """
    acknowledgements acknowledgments
    abbreviatedsourcetitle accessdate accesstype affiliation affiliations afids altmetric
    altmetricattentionscore applicationnumber archive archivelocation articlecitationcount
    articlenumber artno assignee attachments authoraddress authoraffiliations authorids authorsid
    authorsrawaffiliation authorsaffiliations authorswithaffiliations authoridentifiers bookauthors
    bookeditors bookgroupauthors bookseriessubtitle bookseriestitle callnumber chemicalscas
    citations citationcount citedby citedbycount citedreferences citedreferencecount
    citedreferencesearchdate citesperauthor citesperyear citesurl city clinicaltrialnumbers coden
    conference conferencecode conferencedate conferencelocation conferencename conferencesponsor
    conferencesponsors conferencetitle contenttype contributor copyright copyrightyear
    correspondenceaddress country createdate ct database dateadded dateaddedtoxplore datemodified
    day devicemanufacturer devicetradenames dimensionsurl documenttype doctype drugmanufacturer
    drugtradenames earlyaccessdate ecc edition editor editors eid eisbn eissn email emailaddresses
    endpage esi externalurl fieldcitationratio fieldsofstudy firstauthor fulltext funder funders
    funding fundinginformation fundingdetails fundingorgs fundingtext fundingtexts fwci grantnumber
    h2020 highlycitedstatus hotpaperstatus idsmag idsopenalex impact influentialcitationcount
    insertiondate institution institutions intlpatentclass isbn isbns isoa isopenaccess
    isreferencedbycount issn issns issue issueno itemtype journal journalabbreviation journalbook
    journalissue journaltitle journalvolume language languageoforiginaldocument lensid license
    licenseinformation locations location manufacturers medium meetingabstract mesh
    molecularsequencenumbers month molecularsequence ncitations nihmsid numpages numberofpages oa
    openaccess openaccessisoa openalexlink order orcid orcids originalabstract originaltitle
    pagecount pageend pages pagestart patentcount place primarylocation printissn pt pubid
    publicationid publicationstage publicationtitle publicationtype publicationvenue publisher
    publisheraddress qualityscore querydate rank rating rcr read reading referencecount references
    relativecitationratio relatedsearchurl researchareas researcherids reviewedby rights run
    scopusid screening section seriesnumber seriestext seriestitle seriescitationcount shorttitle
    similarity source sourcetitle sourcetype startpage status subject subjects systemnumber
    timescited timescitedallinfo timescitedwoscore tldr tradenames translators type units usage
    ut uniquewosid venue version volume volumeno webofsciencecategories webofscienceindex wos
    wosdatabase included labelincluded asreviewlabel
    authorships addresses reprintaddresses bookdoi conferencehost
    180dayusagecount since2013usagecount
    ar ba be bf bn bp c1 c3 ca cl cr cy d2 da dl dt ea ed ef ei em ep fu fx ga gp ho hc hp is j9 ji
    la ma mc nr oi p2 pa pd pg pi pn pu ri rp sc se si sn so sp su tc u1 u2 vl we wc z9 bs pn sd er
    """
)
MEANINGS = {name: meaning for meaning, names in COLUMNS.items() for name in names.split()}
IDENTIFYING = frozenset(
    {"title", "doi", "arxiv", "openalex", "pmid", "pmcid", "s2", "corpus", "acl", "link"}
)
# Columns about other papers: no id in them is the row's.
NOT_ASKED = read_words(
    """
    references citedreferences cr citations citedby citesurl relatedsearchurl title abstract ab ti
    keywords originalabstract originaltitle fundingtext fundingtexts funding fundingdetails
    """
)
_NUMBERED = re.compile(r"(?<=[a-z])[0-9]{1,2}$")  # "Funding Text 1"


def simplify_column(cell: str) -> str:
    """Reduce the name of a column to what is compared."""
    return re.sub(r"[\W_]+", "", cell.strip("\ufeff \"'").lower())


def find_meaning(cell: str) -> str | None:
    """Return what a column means, or None where it is of no use here or not known."""
    return MEANINGS.get(simplify_column(cell))


def is_known(cell: str) -> bool:
    """Tell whether a column is known, be it of use or not."""
    name = simplify_column(cell)
    return name in MEANINGS or name in OTHERS or _NUMBERED.sub("", name) in OTHERS
