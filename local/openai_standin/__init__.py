"""An OpenAI-compatible server without OpenAI: chat, voice and transcription for the local cloud and the tests.

It enforces the API's rules (keys, model names, strict schemas, error bodies), so that the functions use the real client
with it. Tests can request every failure of the API. Amazon Polly has a route here too. All voices are espeak-ng's.
"""
