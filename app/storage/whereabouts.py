"""What kind of place a base lies in: a disk of this computer, a share, a synced folder, a stick, a folder of passage.

Told from names and from what the system says of its disks; nothing is written, no file is opened.
"""

import ntpath
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")


class Place(StrEnum):
    """Kinds of place, the one that matters most first."""

    NETWORK = "network"  # two computers may write into one file, and locks do not hold
    CLOUD = "cloud"  # another program replaces the file behind our back
    STICK = "stick"
    PASSING = "passing"  # downloads, temporary files: emptied by others
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A kind of place, and what it is called: «OneDrive», the server of a share; '' where there is nothing to say."""

    place: Place
    name: str = ""


_SHARES = frozenset(
    {"cifs", "smb3", "smbfs", "nfs", "nfs4", "ncpfs", "afs", "ceph", "glusterfs", "lustre", "davfs", "vboxsf"}
    | {f"fuse.{one}" for one in ("sshfs", "rclone", "s3fs", "davfs2", "davfs", "gvfsd-fuse", "glusterfs")}
    | {f"fuse.{one}" for one in ("curlftpfs", "smbnetfs", "vmhgfs-fuse")}
)

# How a folder begins that a cloud's client keeps in step, folded; what it is called.
_CLOUDS = (
    ("onedrive", "OneDrive"),
    ("yandexdisk", "Яндекс.Диск"),
    ("yandex.disk", "Яндекс.Диск"),
    ("яндекс.диск", "Яндекс.Диск"),
    ("яндекс диск", "Яндекс.Диск"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Диск"),
    ("googledrive", "Google Диск"),
    ("google диск", "Google Диск"),
    ("мой диск", "Google Диск"),
    ("my drive", "Google Диск"),
    ("облако mail", "Облако Mail.ru"),
    ("cloud mail", "Облако Mail.ru"),
    ("mail.ru cloud", "Облако Mail.ru"),
    ("icloud", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("megasync", "MEGA"),
    ("sberdisk", "СберДиск"),
    ("сбердиск", "СберДиск"),
)
# What a client leaves in the folder it keeps in step.
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".tmp.driveupload": "Google Диск",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
_ENVIRONMENT = {
    "OneDrive": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "OneDriveConsumer": "OneDrive",
}
_STICKS = ("/media/", "/run/media/", "/Volumes/")
_DOWNLOADS = frozenset({"downloads", "загрузки"})
_REMOVABLE, _REMOTE = 2, 4  # as GetDriveTypeW tells


def whereabouts(path: Path, environment: Mapping[str, str] = os.environ) -> Whereabouts:
    """The kind of place a file lies in, or would lie in; links are followed first."""
    real = Path(os.path.realpath(path))
    disk = _windows(str(real), drive_type) if sys.platform == "win32" else _mounted(real)
    if disk.place is Place.NETWORK:
        return disk
    if name := _cloud(real.parent, environment):
        return Whereabouts(Place.CLOUD, name)
    if disk.place is Place.STICK:
        return disk
    return Whereabouts(Place.PASSING if _is_passing(real) else Place.LOCAL)


def _mounted(real: Path) -> Whereabouts:
    """By the table of mounts; where it cannot be read, a place of this computer."""
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return Whereabouts(Place.LOCAL)
    here, kind, source = "", "", ""
    for line in lines:
        before, _, after = line.partition(" - ")
        point = _unescaped(before.split()[4])
        if len(point) >= len(here) and real.is_relative_to(point):  # a later mount on one point covers the earlier
            here, (kind, source) = point, after.split()[:2]
    if kind in _SHARES:
        return Whereabouts(Place.NETWORK, _unescaped(source))
    return Whereabouts(Place.STICK if f"{here}/".startswith(_STICKS) else Place.LOCAL)


def _unescaped(text: str) -> str:
    """Spaces, tabs, line ends and backslashes stand in the table as octal numbers."""
    for code, sign in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, sign)
    return text


def _windows(real: str, told: Callable[[str], int]) -> Whereabouts:
    """By the name of a share, or by what Windows says of a drive."""
    drive = ntpath.splitdrive(real.removeprefix("\\\\?\\").replace("UNC\\", "\\\\", 1))[0]
    if drive.startswith("\\\\"):
        return Whereabouts(Place.NETWORK, drive)
    kind = told(f"{drive}\\")
    if kind == _REMOTE:
        return Whereabouts(Place.NETWORK, drive)
    return Whereabouts(Place.STICK if kind == _REMOVABLE else Place.LOCAL)


def drive_type(root: str) -> int:
    """What Windows calls the kind of a drive («C:\\»): 2 a removable one, 3 a fixed, 4 another computer's, 5 a CD."""
    if sys.platform != "win32":
        return 0
    import ctypes  # noqa: PLC0415 - only Windows has it to ask

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))


def _cloud(folder: Path, environment: Mapping[str, str]) -> str:
    """Which cloud keeps a folder in step; '' where none is known to."""
    for variable, name in _ENVIRONMENT.items():
        if (told := environment.get(variable)) and folder.is_relative_to(os.path.realpath(told)):
            return name
    for one in (folder, *folder.parents):
        begin = one.name.casefold()
        if name := next((name for start, name in _CLOUDS if begin.startswith(start)), ""):
            return name
        if name := next((name for mark, name in _MARKS.items() if os.path.lexists(one / mark)), ""):
            return name
    return ""


def _is_passing(real: Path) -> bool:
    if real.is_relative_to(os.path.realpath(tempfile.gettempdir())):
        return True
    return any(one.name.casefold() in _DOWNLOADS for one in real.parents)
