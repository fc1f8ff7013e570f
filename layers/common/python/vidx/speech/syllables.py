"""Decide whether capitals are pronounced as a word (`IKEA`) or spelled letter by letter (`UPVC`, `EBK`, `DPE`)."""

import re
import unicodedata
from typing import Final

_ONSETS: Final = (
    "bl|br|ch|chr|cl|cr|dr|dw|fl|fr|gh|gl|gn|gr|kl|kn|kr|ll|pf|pfl|ph|pl|pr|qu|rh|sb|"
    "sc|sch|schl|schm|schn|schr|schw|scr|sf|sh|sk|sl|sm|sn|sp|spl|spr|sq|st|str|sv|sw|tch|"
    "th|thr|tj|tr|tw|vr|wh|wr|zw|lh"
)
_CODAS: Final = (
    "bs|bst|bt|ch|chs|chst|cht|ck|cks|ckt|cs|ct|cts|dd|ds|dt|ff|fft|fs|ft|gg|gh|ght|ghts|"
    "gn|gs|gt|hl|hlt|hm|hn|hnt|hr|hrt|ht|ks|kt|lb|ld|lds|lf|lk|ll|lls|llt|lm|ln|lp|ls|"
    "lt|lth|lz|mb|mm|mmt|mp|mps|mpt|ms|mt|nc|nch|nd|nds|nft|ng|ngs|ngt|ngth|nk|nks|nkt|nn|"
    "nnt|ns|nst|nt|nts|nx|nz|pp|ps|pt|rb|rc|rch|rd|rds|rf|rg|rk|rks|rkt|rl|rm|rms|rn|rns|"
    "rp|rr|rs|rst|rt|rth|rts|rz|rzt|sch|sh|sk|sm|sp|ss|sst|st|sts|tch|th|ths|ts|tt|tz|"
    "tzt|wd|wk|wl|wn|wns|ws|xt|zz|rld|nth|rls|fth|lps|gns|lms|lks|pth|ggs|wf|xth|lsh|rsh|"
    "sc|mbs|rps|pf|nf|rfs|lch|lcht|lft|rnt|gst|pst|pps|rbs|rgt|rv|rvt|rx|mpf|lbst|rft|hrs|"
    "rcs|vr|mbr|bl|mn|sks|fts|xts|lph|kh|rnst|ngst|lgt|hts|rrn|rtz"
)
_INNER_CLUSTERS: Final = (
    "bb|bbl|bbr|bg|bj|bl|br|bs|bst|bt|bv|cc|cch|ccl|ccr|ch|chl|chn|chs|chst|cht|ck|ckl|cl|"
    "cq|cr|ct|ctr|dd|dg|dj|dl|dm|dn|dr|dv|dw|ff|ffl|ffn|ffr|fg|fh|fl|fr|ft|ftw|fw|gg|gh|"
    "ght|gl|gm|gn|gr|gt|hl|hm|hn|hr|hrt|hs|kl|kt|lb|lc|lch|ld|lf|lg|lh|lj|lk|ll|lm|ln|"
    "lp|lr|ls|lt|ltr|lv|lw|lz|mb|mbl|mbr|mf|mg|ml|mm|mn|mp|mpf|mpl|mpr|mpt|ms|mst|mt|nb|"
    "nc|nch|ncl|ncr|nd|ndl|ndr|ndw|nf|nfl|nfr|nft|ng|ngl|ngr|nh|nj|nk|nkl|nl|nm|nn|nq|nr|"
    "ns|nsch|nscr|nsp|nst|nstr|nt|nth|ntl|ntr|ntw|nv|nw|nz|pc|pf|ph|pl|pp|ppl|ppr|pr|ps|"
    "pt|rb|rc|rch|rd|rf|rg|rgh|rh|rj|rk|rl|rm|rn|rp|rq|rr|rs|rsch|rst|rt|rth|rtr|rv|rw|"
    "rz|sb|sc|sch|scl|scr|sf|sg|sh|sk|sl|sm|sn|sp|spl|spr|sq|ss|sst|st|stl|str|sv|sw|tch|"
    "th|tl|tm|tn|tr|tsch|tt|ttl|ttr|tw|tz|vr|vv|wh|wl|wn|xc|xp|xpl|xpr|xt|xtr|zc|zg|zz|"
    "gb|sd|kk|mz|wf|xb|np|lph|rdr|llz"
)
"""Consonant clusters at the start of words (`_ONSETS`), at their end (`_CODAS`) and between vowels (`_INNER_CLUSTERS`),
each in at least a few common words of one language."""

_CONSONANT: Final = "[bcdfghjklmnpqrstvwxz]"
_PRONOUNCEABLE: Final = re.compile(
    rf"(?:{_CONSONANT}|{_ONSETS})?(?:[aeiouy]{{1,4}}(?:{_CONSONANT}|{_INNER_CLUSTERS}))*[aeiouy]{{1,4}}(?:{_CONSONANT}|{_CODAS})?"
)


def is_pronounceable(word: str) -> bool:
    """Whether the word has a vowel, and only consonant clusters that words of our languages have."""
    plain_word = "".join(
        char
        for char in unicodedata.normalize("NFKD", word.lower().replace("œ", "oe"))
        if not unicodedata.combining(char)
    )
    return bool(_PRONOUNCEABLE.fullmatch(plain_word))
