"""Shares, clouds, sticks and folders of passage are told apart by tables and names, without those being there."""

import subprocess
import tempfile
from pathlib import Path

import pytest

from app.storage import whereabouts as tried
from app.storage.whereabouts import Place, Whereabouts, _windows, whereabouts

TABLE = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
30 22 0:26 / /home rw - ext4 /dev/vdb rw
40 22 0:41 / /srv/base rw shared:1 - cifs //server/школа rw,vers=3.0
41 22 0:42 / /srv/base/local rw - tmpfs tmpfs rw
42 22 0:43 / /mnt/сетевая\\040папка rw - nfs4 server:/school rw
43 22 0:44 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
44 22 0:45 / /run/media/user/KINGSTON rw - vfat /dev/sdb1 rw
45 22 0:46 / /covered rw - nfs server:/x rw
46 22 0:47 / /covered rw - ext4 /dev/vdc rw
47 22 0:48 / /home/user/ssh rw - fuse.sshfs user@host: rw
48 22 0:49 / /x\\134y rw - smb3 //s/d rw
"""


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "mountinfo"
    told.write_text(TABLE, encoding="utf-8")
    monkeypatch.setattr(tried, "MOUNTS", told)
    monkeypatch.setattr(tempfile, "tempdir", "/tmp")


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/home/user/Документы/a.passport", Whereabouts(Place.LOCAL)),
        ("/srv/base/a.passport", Whereabouts(Place.NETWORK, "//server/школа")),
        ("/srv/base/local/a.passport", Whereabouts(Place.LOCAL)),
        ("/srv/base2/a.passport", Whereabouts(Place.LOCAL)),
        ("/mnt/сетевая папка/x/a.passport", Whereabouts(Place.NETWORK, "server:/school")),
        ("/run/user/1000/gvfs/smb-share:server=s/a.passport", Whereabouts(Place.NETWORK, "gvfsd-fuse")),
        ("/run/media/user/KINGSTON/a.passport", Whereabouts(Place.STICK)),
        ("/covered/a.passport", Whereabouts(Place.LOCAL)),
        ("/home/user/ssh/Dropbox/a.passport", Whereabouts(Place.NETWORK, "user@host:")),
        ("/x\\y/a.passport", Whereabouts(Place.NETWORK, "//s/d")),
        ("/run/media/user/KINGSTON/Dropbox/a.passport", Whereabouts(Place.CLOUD, "Dropbox")),
        ("/home/user/Загрузки/x/a.passport", Whereabouts(Place.PASSING)),
        ("/home/user/Downloads/a.passport", Whereabouts(Place.PASSING)),
        ("/tmp/x/a.passport", Whereabouts(Place.PASSING)),
    ],
)
@pytest.mark.skipif(not tried.MOUNTS.exists(), reason="paths of Linux")
def test_linux_tells_by_its_mounts(path: str, found: Whereabouts) -> None:
    assert whereabouts(Path(path), {}) == found


def test_without_a_table_a_place_is_of_this_computer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tried, "MOUNTS", tmp_path / "none")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    assert whereabouts(tmp_path / "a.passport", {}).place is Place.LOCAL


@pytest.mark.parametrize(
    ("path", "kind", "found"),
    [
        ("C:\\Users\\u\\a.passport", 3, Whereabouts(Place.LOCAL)),
        ("Z:\\школа\\a.passport", 4, Whereabouts(Place.NETWORK, "Z:")),
        ("\\\\server\\школа\\a.passport", 1, Whereabouts(Place.NETWORK, "\\\\server\\школа")),
        ("\\\\?\\UNC\\server\\школа\\a.passport", 1, Whereabouts(Place.NETWORK, "\\\\server\\школа")),
        ("\\\\?\\C:\\очень\\a.passport", 3, Whereabouts(Place.LOCAL)),
        ("E:\\a.passport", 2, Whereabouts(Place.STICK)),
        ("D:\\a.passport", 5, Whereabouts(Place.LOCAL)),
    ],
)
def test_windows_tells_by_its_drives(path: str, kind: int, found: Whereabouts) -> None:
    asked: list[str] = []

    def told(root: str) -> int:
        asked.append(root)
        return kind

    assert _windows(path, told) == found
    assert all(one.endswith(":\\") and len(one) == 3 for one in asked)


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - МБОУ СОШ № 1/Документы", "OneDrive"),
        ("YandexDisk/школа", "Яндекс.Диск"),
        ("Yandex.Disk", "Яндекс.Диск"),
        ("Яндекс.Диск", "Яндекс.Диск"),
        ("Dropbox (Личная)/x", "Dropbox"),
        ("Google Drive", "Google Диск"),
        ("Мой диск", "Google Диск"),
        ("Облако Mail.ru", "Облако Mail.ru"),
        ("Cloud Mail.Ru", "Облако Mail.ru"),
        ("Nextcloud", "Nextcloud"),
    ],
)
@pytest.mark.usefixtures("table")
def test_clouds_are_told_by_their_folders(folder: str, name: str) -> None:
    found = whereabouts(Path("/home/user") / folder / "a.passport", {})
    assert found == Whereabouts(Place.CLOUD, name)


def test_clouds_are_told_by_their_marks_and_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    base = tmp_path / "мои файлы" / "школа" / "a.passport"
    assert whereabouts(base, {}).place is Place.LOCAL
    assert whereabouts(base, {"OneDriveCommercial": str(tmp_path / "мои файлы")}).name == "OneDrive"
    assert whereabouts(base, {"OneDrive": str(tmp_path / "другие")}).place is Place.LOCAL
    (tmp_path / "мои файлы" / ".stfolder").mkdir(parents=True)
    assert whereabouts(base, {}) == Whereabouts(Place.CLOUD, "Syncthing")


def test_a_link_is_followed_to_where_the_file_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "стол").symlink_to(tmp_path / "Dropbox")
    assert whereabouts(tmp_path / "стол" / "a.passport", {}).name == "Dropbox"


@pytest.mark.skipif(not tried.MOUNTS.exists(), reason="mounts of Linux")
def test_the_real_table_is_read(tmp_path: Path) -> None:
    made = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(tmp_path)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no right to mount here")
    try:
        assert whereabouts(tmp_path / "a.passport", {}).place is Place.PASSING
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)
