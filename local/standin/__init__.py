"""An OpenAI-compatible server without OpenAI: chat, voice and transcription for the local cloud and the tests.

It holds to the API's rules (keys, model names, strict schemas, error bodies), so that the functions talk to it through
the real client, and it can be told to fail in every way that the API fails. Amazon Polly has its route here, too.
Voices are espeak-ng's.
"""
