"""The part of Cognito that the CLI calls."""

from dataclasses import dataclass, field
from typing import Any

from starlette.responses import JSONResponse, Response


def refused(name: str) -> Response:
    """An error as Cognito words it."""
    return JSONResponse({"__type": name, "message": f"{name} it is"}, 400)


@dataclass
class FakeUserPool:
    """`users` maps addresses to passwords; whoever signs in gets `token`; `refresh` is the good refresh token."""

    token: str = "good"
    users: dict[str, str] = field(default_factory=dict)
    unconfirmed: set[str] = field(default_factory=set)
    app_codes: dict[str, str] = field(default_factory=dict)
    """Codes of users with a second step, by address."""
    revoked: list[str] = field(default_factory=list)

    def answer(self, action: str, body: dict[str, Any]) -> Response:
        answers = {"SignUp": self._sign_up, "ConfirmSignUp": self._confirm, "InitiateAuth": self._sign_in}
        answers |= {"RevokeToken": self._revoke, "RespondToAuthChallenge": self._second_step}
        return answers[action](body)

    def _sign_up(self, body: dict[str, Any]) -> Response:
        if body["Username"] in self.users:
            return refused("UsernameExistsException")
        if len(body["Password"]) < 8:
            return refused("InvalidPasswordException")
        self.users[body["Username"]] = body["Password"]
        self.unconfirmed.add(body["Username"])
        return JSONResponse({"UserConfirmed": False})

    def _confirm(self, body: dict[str, Any]) -> Response:
        if body["ConfirmationCode"] != "123456":
            return refused("CodeMismatchException")
        self.unconfirmed.discard(body["Username"])
        return JSONResponse({})

    def _revoke(self, body: dict[str, Any]) -> Response:
        self.revoked.append(body["Token"])
        return JSONResponse({})

    def _sign_in(self, body: dict[str, Any]) -> Response:
        parameters = body["AuthParameters"]
        if body["ClientId"] != "client":
            return refused("ResourceNotFoundException")
        if body["AuthFlow"] == "REFRESH_TOKEN_AUTH":
            return self._tokens({}) if parameters["REFRESH_TOKEN"] == "refresh" else refused("NotAuthorizedException")
        if parameters["USERNAME"] in self.unconfirmed:
            return refused("UserNotConfirmedException")
        if self.users.get(parameters["USERNAME"]) != parameters["PASSWORD"]:
            return refused("NotAuthorizedException")
        if parameters["USERNAME"] in self.app_codes:
            challenge = {"USER_ID_FOR_SRP": parameters["USERNAME"]}
            answer = {"ChallengeName": "SOFTWARE_TOKEN_MFA", "Session": "s1", "ChallengeParameters": challenge}
            return JSONResponse(answer)
        return self._tokens({"RefreshToken": "refresh"})

    def _second_step(self, body: dict[str, Any]) -> Response:
        responses = body["ChallengeResponses"]
        if body["Session"] != "s1":
            return refused("NotAuthorizedException")
        if self.app_codes[responses["USERNAME"]] != responses["SOFTWARE_TOKEN_MFA_CODE"]:
            return refused("CodeMismatchException")
        return self._tokens({"RefreshToken": "refresh"})

    def _tokens(self, more: dict[str, str]) -> Response:
        return JSONResponse({"AuthenticationResult": {"AccessToken": self.token, "ExpiresIn": 3600, **more}})
