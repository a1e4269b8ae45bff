from notifications.mail import compose


def test_composes_a_mail():
    message = compose("ada@example.com", "On its way", "Your spade has been sent.")
    assert message["To"] == "ada@example.com"
    assert message.get_content().strip() == "Your spade has been sent."
