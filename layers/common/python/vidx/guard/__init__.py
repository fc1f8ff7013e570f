"""What a script may say: the listing's own facts and price, no contact details, no orders to whoever writes it.

guarded(listing)                 the listing as writers see it: without contact details and orders
contradictions(script, listing)  what the script says and the listing does not, or says otherwise
"""

from vidx.guard.facts import Contradiction, Kind, contradictions
from vidx.guard.own_script import check_own_script
from vidx.guard.screening import guarded
from vidx.guard.titles import spoken_title

__all__ = ["Contradiction", "Kind", "check_own_script", "contradictions", "guarded", "spoken_title"]
