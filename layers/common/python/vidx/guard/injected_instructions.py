# ruff: noqa: E501, F541  (one pattern a line is easier to read and to compare)
"""Find instructions to the script's writer in a listing or script (prompt injection, OWASP LLM01).

Patterns match imperatives about the text, new roles for the writer, and talk about the script itself. The patterns of
all languages are tried on every text, because a listing in one language may have an instruction in another.
"""

import re
from itertools import chain
from typing import Final

from vidx.guard.obfuscation import decode_words
from vidx.options import Language

_START: Final = (
    r"(?:^|[.,;:!?…\"“„«(\[*#>–—-]\s*|\n\s*|\b(?:and|then|please|now|also|just|instead|always|never|must|should|you|to|"
    r"und|dann|bitte|jetzt|auch|stattdessen|immer|et|puis|maintenant|toujours|y|luego|ahora|siempre|por favor|"
    r"e|depois|agora|sempre|poi|ora|adesso|favore|vous plaît|te plaît|plait)\s+)"
)
"""What may stand before an imperative."""
_TEXT_NOUNS: Final = (
    r"script|voice-?over|narrat\w+|advert\w*|commercial|video|clip|caption\w*|subtitle\w*|output|reply|response|copy|"
    r"skript|drehbuch|werbetext|anzeigentext|sprecher\w*|untertitel\w*|ausgabe|antwort|werbung|"
    r"scénario|voix off|narrat\w+|sous-titres?|publicité|vidéo|réponse|annonce|"
    r"guion|guión|locu\w+|subtítulos?|anuncio|vídeo|respuesta|"
    r"roteiro|locução|legendas?|resposta|"
    r"copione|sceneggiatura|sottotitoli|annuncio|risposta"
)
_RULE_NOUNS: Final = (
    r"instructions?|rules?|prompts?|guidelines?|commands?|directions?|directives?|constraints?|"
    r"anweisung\w*|anleitung\w*|regeln?|vorgaben?|befehle?|instruktion\w*|"
    r"consignes?|règles?|directives?|ordres?|"
    r"instruccion(?:es)?|instrucción|reglas?|órdenes|indicaciones|"
    r"instruç(?:ão|ões)|regras?|ordens|orientações|"
    r"istruzion[ei]|regol[ae]|ordini|indicazioni"
)
_WRITER_NOUNS: Final = (
    r"a\.?i\.?|chat ?bot|chat ?gpt|gpt[\w.-]*|claude|gemini|llm|language model|ai model|ai assistant|ai writer|copywriter|"
    r"script ?writer|text ?writer|neural network|"
    r"ki|sprachmodell|ki-assistent|texter|"
    r"i\.?a\.?|modèle de langage|rédacteur|"
    r"modelo de lengua(?:je)?|redactor|modelo de linguagem|redator|modello linguistico|redattore"
)

_ENGLISH: Final = (
    r"\b(?:ignore|disregard|forget|override|bypass|overlook|skip|drop|cancel|delete|erase)\b(?:\W+\w+){0,5}?\W+"
    r"(?:(?:"
    + _RULE_NOUNS
    + r")(?!\s+of\b)|above|prior|everything (?:above|before|else)|price field|system message)\b",
    r"\b(?:new|updated|revised|real|actual|following|these|hidden|secret|system) (?:instructions?|prompt|directives?)\b"
    r"(?!\s+(?:manual|booklet|leaflet|are included|included))",
    r"\bfollow (?:these|my|the following) (?:instructions|rules|orders|steps) (?:when|while|for|and|instead|exactly)",
    rf"{_START}(?:say|claim|announce|proclaim|state|declare|repeat|pronounce|utter|shout|speak) "
    r"(?!the word\b|hello\b|hi\b|goodbye\b|bye\b|yes\b|no more\b|farewell\b)"
    r"(?:that|it|its|it's|the|this|these|only|just|exactly|loudly|in|out|aloud|to|how|\w+ times|[\"“'$£€]|\d)",
    rf"{_START}(?:say|write|output|print|repeat|answer|respond|reply|announce|read)\s*(?:this|the following|exactly)?\s*:",
    rf"{_START}(?:tell|inform|convince|assure|warn|remind) (?:the |all |every |our |your )?"
    r"(?:viewer|listener|buyer|customer|people|everyone|everybody|them|audience|reader|world|user)s?\b",
    rf"{_START}(?:write|add|insert|include|use|put|mention|quote|read|display|show|generate|create|compose|produce|make)"
    rf"\b(?:\W+\w+){{0,6}}?\W+(?:in|into|to|of|for|at|on|as|with) (?:the |your |this |that )?"
    rf"(?:{_TEXT_NOUNS}|sentence|first line|last line|hook|call to action)\b",
    rf"{_START}(?!mention this (?:ad|advert|listing|offer)\b)(?:write|read out|read aloud|insert|include|mention|quote|add) (?:that|the (?:words?|phrase|sentence|"
    r"following|text|number|address|link|website|price|url)|this|[\"“'])",
    rf"{_START}(?:begin|start|end|open|close|finish|conclude) (?:the |your |this )?(?:{_TEXT_NOUNS}|hook)? ?"
    r"(?:with|by)\s+(?:the (?:words?|phrase|sentence|following|line)|saying|telling|a sentence|[\"“'])",
    rf"\b(?:do not|don't|never|must not|mustn't|avoid|stop|refrain from)\s+(?:mention\w*|say\w*|writ(?:e|ing)|tell\w*|"
    r"includ\w+|speak\w*|us(?:e|ing) the (?:real|listed|given) price|reveal\w*)\b(?!\s+(?:no|goodbye))",
    rf"\b(?:the |your |this |that )(?:{_TEXT_NOUNS}) (?:must|should|has to|have to|needs? to|shall|will) "
    r"(?:say|contain|include|mention|state|be|start|end|begin|read|tell|claim|only)",
    r"\b(?:make sure|be sure|remember|you have|you need|you are|you're|it is important|important) (?:to|that)\b(?:\W+\w+){0,3}?"
    r"\W+(?:say|write|mention|tell|claim|state|include the|announce|instructed|supposed|told)\b",
    r"\byou (?:are|'re) (?:now |no longer |actually |really )?(?:an? |the )?(?:\w+ )?(?:assistant|model|bot|writer|pirate|"
    r"hacker|narrator|dan|poet|expert|translator)\b",
    r"\b(?:act|behave|respond|answer|pretend|roleplay|speak|talk|write) (?:as|like) (?:if|an?|though|the) ",
    r"\bpretend (?:that|to|you)\b|\bas an? (?:ai|language model|assistant)\b|\byour (?:new )?(?:task|job|role|goal|mission|"
    r"purpose|objective|instructions?|prompt|guidelines) (?:is|are|now|has|:)",
    r"\b(?:system|assistant|developer|admin|administrator) ?(?:prompt|message|override|mode|note|instruction)\b",
    r"\b(?:replace|change|set|convert|translate|swap|overwrite|adjust|correct|lower|round)\b(?:\W+\w+){0,3}?\W+(?:price|currency|title|"
    r"text|script|description|amount)\b(?:\W+\w+){0,3}?\W+(?:to|with|by|into|as|=)\b",
    r"\btranslate (?:everything|this|all|it|the)\b|\b(?:in|using) (?:capital letters|all caps|morse|rot13|base64)\b",
    r"\b(?:price|it) (?:is|must be|should be) (?:to be )?(?:given|stated|read|spoken|announced|written|mentioned|quoted) as\b",
    r"\bjailbreak|\bdo anything now\b|\bprompt injection\b|\bdeveloper mode\b",
    rf"{_START}(?:include|insert|add|write|append) (?:an? |one |the )?(?:sentence|line|phrase|word|paragraph|mention) ",
    r"\b(?:speak|talk|write|chat|sing) (?:only|exclusively|just|solely|instead) (?:about|of|in)\b|"
    r"\binstead of the (?:above|listing|product)\b",
    rf"{_START}(?:(?:announce|proclaim) an? |use the (?:words?|phrase|sentence|following (?:words?|phrase|sentence))\b)",
    rf"\bwhen (?:you )?(?:writ|mak|creat|read|narrat|record|produc)\w* (?:the |this |your )?(?:{_TEXT_NOUNS})\b",
    r"\b(?:you|he|she|it) (?:must|should|shall|need to|have to|has to) (?:\w+ )?(?:say|announce|state|claim|mention that|declare|utter)\b",
    rf"{_START}(?:promote|praise|advertise|recommend) (?!yourself)\w|"
    r"\b(?:do not|don't|never) (?:describe|praise|sell|advertise|promote|read) (?:the|this|it|that)\b",
)
_GERMAN: Final = (
    r"\b(?:ignorier\w*|missacht\w*|vergiss|vergesst|vergessen sie|übergeh\w*|überspring\w*|verwirf|lösche?)\b"
    rf"(?:\W+\w+){{0,5}}?\W+(?:{_RULE_NOUNS}|obige\w*|bisherige\w*|vorherige\w*|alles (?:oben|davor|bisherige)|das (?:oben|bisher|vorher)\w*|oben\s?stehend\w*)\b",
    rf"{_START}(?:kündige|kündigt|kündigen sie) (?:\w+ ){{1,6}}an\b",
    r"\b(?:du musst|du sollst|sie müssen|sie sollen|ihr müsst)\b.{0,60}\b(?:sagen|nennen|erwähnen|ankündigen|verkünden|behaupten)\b",
    rf"\b(?:neue|folgende|geheime|diese) (?:anweisung\w*|instruktion\w*|befehle?|regeln)\b(?=.*(?:[:]|sag|schreib|befolg))",
    rf"{_START}(?:schreib\w{{0,3}}|sage?n?|sagt|erwähn\w{{0,3}}|behaupt\w{{1,3}}|verkünd\w{{0,3}}|nenne?n?|lies|lest|lesen|"
    r"sprich|sprecht|sprechen|wiederhol\w{0,3}|antwort\w{0,3}|gib|geben|füge?n?|teile?n?|betone?n?|verrate?n?)"
    r"(?:\s+(?:sie|bitte|nur|im|in|dem|den|der|das|die|einfach|immer|laut|genau|noch|allen|am|ende|anfang|zuschauern?|"
    r"käufern?|hörern?|kunden|script|skript|text|video|mit|hinzu|ein|an|aus))*\s*"
    r"(?:,? dass\b|,? es\b|,? der preis|,? den preis|\s?[:\"“„]|folgende\w*|den satz|die worte?|den text|die nummer|"
    r"die adresse|die telefonnummer|den link|die website|vor\b|statt\b)",
    rf"\b(?:der|das|dein|ihr|dieser|dieses) (?:{_TEXT_NOUNS}) (?:muss|soll|sollte|darf|hat)\b.*\b(?:sagen|nennen|enthalten|"
    r"erwähnen|beginnen|enden|lauten|heißen|stehen)",
    rf"\b(?:erwähne|nenne|sage?|schreibe?|verschweige?)\b(?:\W+\w+){{0,4}}?\W+(?:nicht|nie|niemals|kein\w*)\b(?=\W|$)",
    r"\b(?:du bist|sie sind|ihr seid) (?:jetzt |nun |ab sofort |nicht mehr )*(?:eine? )?(?:\w+ )?(?:assistent\w*|modell|ki|"
    r"bot|texter|sprecher|pirat|hacker|autor)\b|\bdeine (?:neue )?aufgabe ist\b|\btu so,? als\b|\bverhalte dich\b",
    r"\b(?:ersetze?n?|ändere?|ändern|setze?n?|überschreib\w*)\b(?:\W+\w+){0,3}?\W+(?:preis|währung|titel|text)\b"
    r"(?:\W+\w+){0,3}?\W+(?:durch|auf|in|mit|zu)\b",
    r"\b(?:system|entwickler)(?:anweisung|nachricht|modus|prompt)\b|\bübersetze? (?:alles|das|den|diesen)\b",
    r"\b(?:preis|es) (?:ist|soll|muss) (?:\w+ )?als \w+.{0,20}(?:anzugeben|genannt|angegeben)",
    r"\bder (?:sprecher|erzähler|text|werbetext|spot) (?:soll|muss|möge)\b|"
    r"\b(?:im|in den|in das|ins) (?:text|werbetext|skript|script|video|spot)\b.{0,30}\b(?:erwähnen|sagen|nennen|schreiben|einbauen|vorlesen)",
    r"\b(?:sprich|rede|sprechen sie|reden sie) (?:nur|ausschließlich|stattdessen) (?:über|von)\b",
)
_FRENCH: Final = (
    r"\b(?:ignor(?:e|ez|er)|oubli(?:e|ez|er)|néglig\w+|contourne[zr]?|écarte[zr]?|fais abstraction|faites abstraction)\b"
    rf"(?:\W+\w+){{0,5}}?\W+(?:{_RULE_NOUNS}|ci-dessus|précédent\w*|tout ce qui précède)\b",
    rf"\b(?:nouvelles|voici les|suivez ces|suis ces) (?:instructions|consignes|règles)\b",
    rf"{_START}(?:dis|dites|dire|écris|écrivez|écrire|mentionne[zr]?|annonce[zr]?|affirme[zr]?|répète[zr]?|répétez|"
    r"prononce[zr]?|lis|lisez|ajoute[zr]?|indique[zr]?|précise[zr]?|termine[zr]?|commence[zr]?|réponds|répondez|insère|"
    r"insérez|inclus|incluez|déclare[zr]?|proclame[zr]?|communique[zr]?)"
    r"(?:\s+(?:simplement|plutôt|donc|juste|haut|fort|clairement|aussi|bien|toujours|seulement|exactement|aux?|à|dans|le|la|les|l['’]|des|par|en|tous?|"
    r"spectateurs|acheteurs|clients|script|texte|vidéo|fin|haute|voix|annonce))*\s*"
    r"(?:qu['’]|que\b|le prix|la phrase|les mots|le texte|le numéro|l['’]adresse|le site|le lien|ceci|\s?[:\"“«])",
    rf"\b(?:le|la|les|l['’]|ton|votre|ce|cette) ?(?:{_TEXT_NOUNS}) (?:doit|doivent|devra|devrait)\b",
    r"\b(?:ne|n['’])\s?(?:mentionne[zr]?|dis|dites|parle[zr]?|cite[zr]?|révèle[zr]?|indique[zr]?)\b(?:\W+\w+){0,2}?\W+"
    r"(?:pas|jamais|rien)\b",
    r"\b(?:tu es|vous êtes) (?:maintenant |désormais |un |une )*(?:assistant|modèle|ia|robot|rédacteur|pirate|narrateur)\b|"
    r"\bta (?:nouvelle )?(?:tâche|mission) est\b|\b(?:fais|faites) comme si\b|\bcomporte-toi\b",
    r"\b(?:remplace[zr]?|change[zr]?|modifie[zr]?|mets|mettez|fixe[zr]?)\b(?:\W+\w+){0,3}?\W+(?:prix|devise|titre|texte)\b"
    r"(?:\W+\w+){0,3}?\W+(?:par|à|en|sur)\b",
    r"\b(?:invite|message|consigne|mode) (?:système|développeur)\b|\btradui[st]e?z? (?:tout|tous|le|ce)\b",
    r"\b(?:tu dois|vous devez) (?:\w+ )?(?:dire|annoncer|mentionner|affirmer|répéter|déclarer)\b|"
    r"\bannonce[zr]? une? (?:promo\w*|remise|réduction|solde\w*|rabais)\b",
    r"\bparle[zr]? (?:uniquement|seulement|plutôt|que) (?:de|d[\'’])",
)
_SPANISH: Final = (
    r"\b(?:ignor(?:a|e|ad|en)|olvid(?:a|e|en)|omit(?:e|a|an)|descart(?:a|e|en)|salt(?:a|e)te|pas(?:a|e) por alto)\b"
    rf"(?:\W+\w+){{0,5}}?\W+(?:{_RULE_NOUNS}|anterior\w*|previ[oa]s?|todo lo anterior)\b",
    r"\b(?:nuevas|sigue estas|siga estas) (?:instrucciones|reglas|órdenes)\b",
    rf"{_START}(?:di|diga|digan|decid|escribe|escriba|escriban|menciona|mencione|anuncia|anuncie|afirma|afirme|repite|"
    r"repita|pronuncia|lee|lea|añade|añada|agrega|agregue|indica|indique|termina|termine|empieza|empiece|responde|"
    r"responda|incluye|incluya|declara|declare|dile|dígales|diles)"
    r"(?:\s+(?:simplemente|también|siempre|solo|sólo|exactamente|a|al|en|el|la|los|las|todos|del|que|final|"
    r"espectadores|compradores|clientes|guion|guión|texto|vídeo|video|anuncio|voz|alta))*\s*"
    r"(?:\bque\b|el precio|la frase|las palabras|el texto|el número|la dirección|la web|el enlace|esto|\s?[:\"“«])",
    rf"\b(?:el|la|los|tu|su|este|esta) (?:{_TEXT_NOUNS}) (?:debe|deben|debería|tiene que|ha de)\b",
    r"\b(?:no|nunca|jamás) (?:menciones?|digas?|diga|hables?|cites?|reveles?|escribas?)\b",
    r"\b(?:eres|usted es) (?:ahora |ya no )*(?:un |una )?(?:\w+ )?(?:asistente|modelo|ia|robot|redactor|pirata|narrador)\b|"
    r"\btu (?:nueva )?(?:tarea|misión) es\b|\b(?:actúa|actúe|haz|compórtate) como\b|\bfinge que\b",
    r"\b(?:sustituy[ea]|reemplaz[ae]|reemplace|cambi[ae]|modific[ae]|modifique|pon(?:ga)?|fij[ae])\b(?:\W+\w+){0,3}?\W+"
    r"(?:precio|moneda|título|texto)\b(?:\W+\w+){0,3}?\W+(?:por|a|en)\b",
    r"\b(?:mensaje|instrucción|modo) (?:del? )?(?:sistema|desarrollador)\b|\btraduc(?:e|zca) (?:todo|el|este|lo)\b",
    r"\b(?:debes|tienes que|debe usted|deben) (?:\w+ )?(?:decir|anunciar|mencionar|afirmar|declarar)\b|"
    rf"{_START}anunci[ae] una? \w",
    r"\bhabl[ae] (?:solo|sólo|únicamente|solamente|mejor) (?:de|del|sobre)\b",
)
_PORTUGUESE: Final = (
    r"\b(?:ignor(?:e|a|em)|esqueç(?:a|am)|esquece|desconsider(?:e|a|em)|desobedeç\w+|pul[ea])\b"
    rf"(?:\W+\w+){{0,5}}?\W+(?:{_RULE_NOUNS}|anterior\w*|acima|prévi[oa]s?|tudo o que)\b",
    r"\b(?:novas|siga estas|siga as seguintes) (?:instruções|regras|ordens)\b",
    rf"{_START}(?:diga|digam|diz|escreva|escrevam|escreve|mencione|anuncie|afirme|repita|pronuncie|leia|adicione|"
    r"acrescente|indique|termine|comece|responda|inclua|declare|fale|informe|avise)"
    r"(?:\s+(?:apenas|também|sempre|só|somente|exatamente|a|ao|aos|no|na|o|os|as|em|do|da|para|final|todos|"
    r"espectadores|compradores|clientes|roteiro|texto|vídeo|anúncio|voz|alta))*\s*"
    r"(?:\bque\b|o preço|a frase|as palavras|o texto|o número|o endereço|o site|o link|isto|isso|\s?[:\"“«])",
    rf"\b(?:o|a|os|seu|sua|este|esta) (?:{_TEXT_NOUNS}) (?:deve|devem|deveria|tem que|precisa)\b",
    r"\b(?:não|nunca|jamais) (?:mencione|diga|fale|cite|revele|escreva)\b",
    r"\b(?:você é|tu és) (?:agora |não é mais )*(?:um |uma )?(?:\w+ )?(?:assistente|modelo|ia|robô|redator|pirata|narrador)\b|"
    r"\bsua (?:nova )?(?:tarefa|missão) é\b|\b(?:aja|age|comporte-se) como\b|\bfinja que\b",
    r"\b(?:substitua|troque|mude|altere|coloque|ponha|defina)\b(?:\W+\w+){0,3}?\W+(?:preço|moeda|título|texto)\b"
    r"(?:\W+\w+){0,3}?\W+(?:por|para|em)\b",
    r"\b(?:mensagem|instrução|modo) (?:do|de) (?:sistema|desenvolvedor)\b|\btraduza (?:tudo|o|este|isto)\b",
    r"\b(?:você deve|você tem que|deves|devem) (?:\w+ )?(?:dizer|anunciar|mencionar|afirmar|declarar)\b|"
    rf"{_START}anuncie uma? \w",
    r"\bfal[ea] (?:apenas|só|somente|unicamente) (?:de|do|da|sobre)\b",
)
_ITALIAN: Final = (
    r"\b(?:ignor(?:a|i|ate|are)|dimentic(?:a|hi|ate)|trascur(?:a|i|ate)|salt(?:a|i)|scart(?:a|i)|non (?:tenere|tenga) conto)\b"
    rf"(?:\W+\w+){{0,5}}?\W+(?:{_RULE_NOUNS}|precedent[ei]|sopra|tutto ciò)\b",
    r"\b(?:nuove|segui queste|segua queste) (?:istruzioni|regole)\b",
    rf"{_START}(?:di['’]|dì|dica|dite|dicano|scrivi|scriva|scrivete|menziona|menzioni|annuncia|annunci|afferma|affermi|"
    r"ripeti|ripeta|pronuncia|leggi|legga|aggiungi|aggiunga|indica|indichi|termina|termini|inizia|inizi|rispondi|"
    r"risponda|includi|includa|dichiara|dichiari|comunica)"
    r"(?:\s+(?:semplicemente|anche|sempre|solo|soltanto|esattamente|a|al|ai|nel|nella|il|la|i|gli|in|del|tutti|fine|"
    r"spettatori|acquirenti|clienti|copione|testo|video|annuncio|voce|alta))*\s*"
    r"(?:\bche\b|il prezzo|la frase|le parole|il testo|il numero|l['’]indirizzo|il sito|il link|questo|\s?[:\"“«])",
    rf"\b(?:il|lo|la|i|gli|le|l['’]|tuo|questo|questa) ?(?:{_TEXT_NOUNS}) (?:deve|devono|dovrebbe)\b",
    r"\b(?:non|mai) (?:menzionare|menzioni|dire|dica|parlare|citare|rivelare|scrivere|scriva)\b",
    r"\b(?:sei|lei è) (?:ora |adesso |non sei più )*(?:un |una |un['’])?(?:\w+ )?(?:assistente|modello|ia|robot|redattore|pirata|"
    r"narratore)\b|\bil tuo (?:nuovo )?compito è\b|\b(?:comportati|agisci|fingi) (?:come|di|che)\b",
    r"\b(?:sostituisc\w+|cambi[ae]?|modific\w+|imposta|metti|metta)\b(?:\W+\w+){0,3}?\W+(?:prezzo|valuta|titolo|testo)\b"
    r"(?:\W+\w+){0,3}?\W+(?:con|a|in)\b",
    r"\b(?:messaggio|istruzione|modalità) (?:di|del) (?:sistema|sviluppatore)\b|\btraduc(?:i|a) (?:tutto|il|questo)\b",
    r"\b(?:devi|dovete|deve) (?:\w+ )?(?:dire|annunciare|menzionare|affermare|dichiarare)\b|"
    rf"{_START}annunci[a]? un[oa]? \w",
    r"\bparl(?:a|i|ate) (?:solo|soltanto|unicamente) (?:di|del|della)\b",
)
_EVERY_LANGUAGE: Final = (
    r"(?:^|\n|[.!?>]\s*)\W{0,4}(?:system|assistant|user|human|developer|admin|ai|assistent|système|sistema|utente|usuario)"
    r"\s*(?:\]|\))?\s*[:>]\s*(?:you|ignore|say|tell|announce|write|new|override|forget|speak|output|respond|do|always|never|"
    r"praise|promote|add|the (?:script|price)|sag\w*|schreib\w*|du|ignor\w*|dis|dites|écri\w*|di|diga|escrib\w*|escrev\w*|scrivi|eres|sei|tu)\b",
    r"\[/?(?:inst|system|sys)\]|<<\s*sys|<\|?(?:im_start|im_end|system|endoftext|user|assistant)|###\s*\w+|\bBEGIN (?:SYSTEM|"
    r"PROMPT)|\bEND OF (?:LISTING|PROMPT|INSTRUCTIONS|DATA)|</?\s*(?:listing|system|instructions?|prompt)\s*>",
    r"\"?(?:hook|call_to_action|sentences)\"?\s*[:=]\s*[\"\[]",
    rf"\b(?:dear|hey|hi|hello|attention|note to|to|for|liebe|lieber|hallo|achtung|an|cher|chère|bonjour|à|querid[oa]|hola|atención|"
    rf"para|car[oa]|olá|atenção|ciao|attenzione|a|all['’])\s+(?:the |die |den |das |l['’]|la |el |o |il |any |all |every )?"
    rf"(?:{_WRITER_NOUNS})(?:\s*(?:[:,!.–-]|$|reading|that|who|die|der|qui|que|che))",
    rf"(?:^|[.!?\n]\s*)(?:{_WRITER_NOUNS})\s*[,:!]\s*\w+",
)
_BY_LANGUAGE: Final[dict[Language, tuple[str, ...]]] = {
    "en": _ENGLISH,
    "es": _SPANISH,
    "fr": _FRENCH,
    "de": _GERMAN,
    "pt": _PORTUGUESE,
    "it": _ITALIAN,
}
_PATTERNS: Final = tuple(
    re.compile(pattern, re.IGNORECASE) for pattern in (*_EVERY_LANGUAGE, *chain.from_iterable(_BY_LANGUAGE.values()))
)


def has_instruction(text: str) -> bool:
    """Whether text in normalized characters addresses the writer of the script rather than buyers."""
    forms = {text, decode_words(text)}
    return any(pattern.search(form) for form in forms for pattern in _PATTERNS)
