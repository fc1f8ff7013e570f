"""The reading of Spanish, French, German, Portuguese and Italian: one set of rules, a lexicon for each language."""
