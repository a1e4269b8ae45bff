from fastapi.testclient import TestClient

from payments.main import create_app
from payments.provider import ProviderError
from payments.settings import Settings

SETTINGS = Settings(provider_url="http://provider.test", provider_key="unused", log_level="INFO")


class FakeProvider:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def authorise(self, amount, currency) -> str:
        if self.error:
            raise self.error
        return f"{currency}-{amount}"


def client(provider: FakeProvider) -> TestClient:
    return TestClient(create_app(SETTINGS, provider), raise_server_exceptions=False)


def test_authorises_a_payment():
    answer = client(FakeProvider()).post("/payments", json={"order": "o-1", "amount": "12.50", "currency": "EUR"})
    assert answer.status_code == 201
    assert answer.json()["reference"] == "EUR-12.50"


def test_refuses_a_negative_amount():
    answer = client(FakeProvider()).post("/payments", json={"order": "o-1", "amount": "-1", "currency": "EUR"})
    assert answer.status_code == 422


def test_says_that_the_provider_is_down():
    provider = FakeProvider(ProviderError("timeout"))
    answer = client(provider).post("/payments", json={"order": "o-1", "amount": "1", "currency": "SEK"})
    assert answer.status_code == 502


def test_is_healthy():
    assert client(FakeProvider()).get("/health").json() == {"status": "ok"}
