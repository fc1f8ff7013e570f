"""What search engines read: the listing as schema.org's Product with its VideoObject (JSON-LD)."""

from typing import Any

from vidx.ads import Ad
from vidx.jobs.model import Video


def structured(ad: Ad, video: Video, url: str, summary: str) -> dict[str, Any]:
    film = {
        "@type": "VideoObject",
        "name": ad.title,
        "description": summary,
        "thumbnailUrl": video.thumbnail_url,
        "contentUrl": video.video_url,
        "uploadDate": ad.created_at.isoformat(),
        "duration": f"PT{round(video.duration_s)}S",
        "inLanguage": ad.language,
    }
    offer = {
        "@type": "Offer",
        "price": f"{ad.price:.2f}",
        "priceCurrency": ad.currency,
        "availability": "https://schema.org/InStock",
        "url": url,
    }
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": ad.title,
        "description": ad.description,
        "image": [video.thumbnail_url, *video.photo_urls],
        "category": ad.category,
        "url": url,
        "offers": offer,
        "subjectOf": film,
    }
