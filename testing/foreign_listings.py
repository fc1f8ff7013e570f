"""Listings in the languages other than English: a car, a phone, a flat, and one with hardly a word."""

from decimal import Decimal
from typing import Final

from vidx.categories import Category
from vidx.jobs.request import Listing
from vidx.options import Language


def _of(language: Language, *rows: tuple[str, str, str, Category]) -> tuple[Listing, ...]:
    currency = "BRL" if language == "pt" else "EUR"
    return tuple(
        Listing(
            title=title, description=text, price=Decimal(price), currency=currency, category=kind, language=language
        )
        for title, text, price, kind in rows
    )


FOREIGN_LISTINGS: Final[dict[Language, tuple[Listing, ...]]] = {
    "es": _of(
        "es",
        (
            "Mazda MX-5 de 2019",
            "Un solo dueño, revisiones al día, 45.000 km. Capota negra, asientos calefactados y neumáticos nuevos. ITV "
            "hasta 05/2026. Siempre en garaje. La vendo porque necesitamos un coche más grande para los niños.",
            "15499",
            "vehicles",
        ),
        (
            "iPhone 15 Pro de 256 GB",
            "Titanio natural, libre, batería al 97 %. Con su caja original y cable USB-C.\n- Sin arañazos, siempre con "
            "protector\n- Comprado en marzo de 2024",
            "749.99",
            "electronics",
        ),
        (
            "Piso luminoso de dos habitaciones",
            "72 m² en la tercera planta, con balcón orientado al sur, cocina reformada, suelo de roble y vistas al "
            "casco antiguo. A 5 minutos de la estación. Ascensor y plaza de garaje.",
            "289000",
            "property",
        ),
        ("Lámpara", "bonita lámpara", "0", "home"),
    ),
    "fr": _of(
        "fr",
        (
            "Mazda MX-5 de 2019",
            "Première main, carnet d'entretien complet, 45 000 km. Capote noire, sièges chauffants et pneus neufs. "
            "Contrôle technique jusqu'au 05/2026. Toujours au garage. Vendue car il nous faut une voiture plus grande.",
            "15499",
            "vehicles",
        ),
        (
            "iPhone 15 Pro 256 Go",
            "Titane naturel, débloqué, batterie à 97 %. Avec sa boîte d'origine et le câble USB-C.\n- Aucune rayure, "
            "toujours protégé\n- Acheté en mars 2024",
            "749.99",
            "electronics",
        ),
        (
            "Appartement lumineux de deux chambres",
            "72 m² au troisième étage, avec un balcon plein sud, une cuisine rénovée, du parquet en chêne et une vue "
            "sur la vieille ville. À 5 minutes de la gare. Ascenseur, parking privé.",
            "289000",
            "property",
        ),
        ("Lampe", "jolie lampe", "0", "home"),
    ),
    "de": _of(
        "de",
        (
            "Mazda MX-5 von 2019",
            "Aus 1. Hand, scheckheftgepflegt, 45.000 km. Schwarzes Verdeck, Sitzheizung und neue Reifen. TÜV bis "
            "05/2026. Immer in der Garage. Verkauf, weil wir ein größeres Auto für die Kinder brauchen.",
            "15499",
            "vehicles",
        ),
        (
            "iPhone 15 Pro mit 256 GB",
            "Titan Natur, ohne SIM-Lock, Akku bei 97 %. Mit Originalverpackung und USB-C-Kabel.\n- Keine Kratzer, "
            "immer mit Schutzfolie\n- Gekauft im März 2024",
            "749.99",
            "electronics",
        ),
        (
            "Helle Zweizimmerwohnung",
            "72 m² im 3. Stock mit Südbalkon, neuer Küche, Fußbodenheizung, Eichenparkett und Blick auf die Altstadt. "
            "5 Minuten zum Bahnhof. Aufzug, eigener Stellplatz.",
            "289000",
            "property",
        ),
        ("Lampe", "schöne Lampe", "0", "home"),
    ),
    "pt": _of(
        "pt",
        (
            "Mazda MX-5 2019",
            "Único dono, revisões em dia, 45.000 km. Capota preta, bancos aquecidos e pneus novos. Licenciado até "
            "05/2026. Sempre na garagem. Vendo porque precisamos de um carro maior para as crianças.",
            "95499",
            "vehicles",
        ),
        (
            "iPhone 15 Pro de 256 GB",
            "Titânio natural, desbloqueado, bateria com 97%. Acompanha caixa original e cabo USB-C.\n- Sem riscos, "
            "sempre com película\n- Comprado em março de 2024",
            "4749.99",
            "electronics",
        ),
        (
            "Apartamento claro de dois quartos",
            "72 m² no terceiro andar, com varanda voltada para o sol da manhã, cozinha reformada, piso de madeira e "
            "vista para o centro antigo. A 5 minutos da estação. Elevador e vaga na garagem.",
            "489000",
            "property",
        ),
        ("Luminária", "linda luminária", "0", "home"),
    ),
    "it": _of(
        "it",
        (
            "Mazda MX-5 del 2019",
            "Unico proprietario, tagliandi regolari, 45.000 km. Capote nera, sedili riscaldati e gomme nuove. "
            "Revisione fino a 05/2026. Sempre in garage. La vendo perché ci serve un'auto più grande per i bambini.",
            "15499",
            "vehicles",
        ),
        (
            "iPhone 15 Pro da 256 GB",
            "Titanio naturale, sbloccato, batteria al 97%. Con scatola originale e cavo USB-C.\n- Nessun graffio, "
            "sempre con pellicola\n- Comprato a marzo 2024",
            "749.99",
            "electronics",
        ),
        (
            "Appartamento luminoso con due camere",
            "72 m² al terzo piano, con balcone a sud, cucina rinnovata, parquet in rovere e vista sul centro storico. "
            "A 5 minuti dalla stazione. Ascensore e posto auto.",
            "289000",
            "property",
        ),
        ("Lampada", "bella lampada", "0", "home"),
    ),
}
