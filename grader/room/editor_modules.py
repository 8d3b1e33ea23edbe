"""Where the script of a page finds what its editor imports: CodeMirror, and vim keys.

CodeMirror is NiceGUI's copy. The modules of the vim keys, which `.ci/vim-keys` fetches, may not be
there: a page asks for them only when the learner does. They import that same copy by its own names.
"""

from nicegui.dependencies import register_importmap_override
from nicegui.elements import codemirror  # noqa: F401 - registers `nicegui-codemirror`

_MODULES = {
    "@codemirror/commands": "codemirror.js",
    "@codemirror/language": "codemirror.js",
    "@codemirror/state": "codemirror.js",
    "@codemirror/view": "codemirror.js",
    "@codemirror/search": "vim/search/index.js",
    "@replit/codemirror-vim": "vim/vim/index.js",
    "@replit/codemirror-vim-core": "vim/vim-core/index.js",
    "crelt": "vim/crelt/index.js",
}


def register() -> None:
    """Tell every page where these modules are."""
    for name, file in _MODULES.items():
        register_importmap_override(name, f"/static/{file}")
