"""Starting the window: style, Qt's own texts in Russian, faults shown instead of lost."""

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from app.ui import looks
from app.ui.doorbell import ring, say_elsewhere
from app.ui.error_window import show_error
from app.ui.garbage import CollectHere
from app.ui.main_window import MainWindow
from app.ui.recent_bases import is_first_start
from app.ui.session_end import SessionEnd
from app.ui.start_page import StartPage

# A job that reckons gives the interpreter away so often, not every 5 ms: painting a list calls Python some hundred
# times, and each call would wait that long. A card beside a check of 10,000 opens twice as fast, the check as before.
SWITCH_S = 0.0005


def run(path: Path | None = None) -> int:
    """Show the window, on a file if one is given, until it is closed; the exit status of the program."""
    if path is not None and ring(path):
        say_elsewhere(path)
        return 0
    application = make_application(sys.argv[:1])
    window = MainWindow()
    SessionEnd(application, window)
    sys.excepthook = _shown(window)
    window.show()
    if path is not None:
        window.open_file(path)
    elif is_first_start():
        _lead_on(window)
    return application.exec()


def _lead_on(window: MainWindow) -> None:
    """Who never had a base is led to the first one, as by the first door of the start page."""
    start = window.centralWidget()
    if isinstance(start, StartPage):
        QTimer.singleShot(0, start, start.new_wanted.emit)


def make_application(arguments: list[str]) -> QApplication:
    """The application in our style, light or dark, with Qt's own texts in Russian."""
    sys.setswitchinterval(SWITCH_S)
    application = QApplication(arguments)
    application.setApplicationName("school-passport")
    application.setApplicationDisplayName("Паспорт школы")
    application.setStyle("Fusion")
    looks.begin(application)
    CollectHere(application)
    QLocale.setDefault(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
    translator = QTranslator(application)
    if translator.load("qtbase_ru", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    return application


def _shown(window: MainWindow):  # type: ignore[no-untyped-def]
    def hook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(1)
        show_error(window, problem.with_traceback(trace))

    return hook
