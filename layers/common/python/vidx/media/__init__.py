"""Checks of uploaded photos, clips and logos by the bytes of their files, and what photos and render share."""
