"""Photos, clips and logos, judged by the bytes of their files before anything is decoded."""
