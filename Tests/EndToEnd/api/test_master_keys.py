"""Master keys that are none, or not those of the database."""

import pytest
from support.people import own_key
from support.refusals import assert_sentence, serve
from support.samples import PLAIN


@pytest.mark.parametrize(
    "text, words", [("nonsense", "base64"), ("", "no master key"), ("k1 " + "A" * 43 + "=\n" * 2, None)]
)
def test_a_master_key_that_is_none(tmp_path, text, words):
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "master.key"
    file.write_text(text)
    file.chmod(0o600 if words else 0o644)
    done = serve(tmp_path)
    assert_sentence(done, *([words] if words else ["chmod 600"]))
    assert file.read_text() == text


def test_another_master_key_of_the_same_name_is_refused(start_server):
    server = start_server()
    server.stop()
    file = server.data / "master.key"
    own = file.read_text()
    name = own.split()[0]
    file.write_text(f"{name} {'B' * 43}=\n")
    done = serve(server.data.parent)
    assert_sentence(done, name, "master.key", "another name")
    assert "BBBB" not in done.stderr
    file.write_text(own)
    server.start()


def test_a_lost_master_key_is_told_to_the_operator_and_people_enter_their_keys_again(start_server, new_person):
    server = start_server()
    person = new_person(on=server)
    assert person.choose_own(own_key()).status == 200
    assert person.ask(PLAIN).receipt["credits"] == 0
    server.stop()
    name = (server.data / "master.key").read_text().split()[0]
    (server.data / "master.key").unlink()
    server.start()
    assert "master.key" in server.log_text() and f"missing={name}" in server.log_text()
    refused = person.refused(PLAIN)
    assert (refused.status, refused.code) == (409, "key.expired")
    assert "enter it again" in refused.error["message"]
    assert person.available == 20
    assert person.choose_own(own_key()).status == 200
    assert person.ask(PLAIN).receipt["credits"] == 0
