"""Sources that are a burden on whoever reads, parses or compiles them."""

from grader.catalogue import find_one

RIGHT = find_one("vae/kl").solution.read_bytes()
WRONG = b"\n\ndef kl_divergence(mu, log_var):\n    return mu.sum() + 1\n"

# What it is; the source; the verdict; a part of the sentence.
SOURCES: dict[str, tuple[bytes, str, str]] = {
    "an enormous file": (RIGHT + b"#" * 10_000_000, "error", "is longer than 100,000 bytes"),
    "a long file that is right": (RIGHT + b"# and so on\n" * 7_000, "pass", ""),
    "brackets that are left open": (b"(" * 50_000, "error", "too many nested parentheses"),
    "nested brackets": (b"x = " + b"[" * 40_000 + b"]" * 40_000, "error", "too many nested"),
    "ninety brackets": (b"x = " + b"[" * 90 + b"]" * 90 + WRONG, "fail", ""),
    "a long sum": (b"x = 1" + b"+1" * 40_000 + WRONG, "error", "nested too deeply"),
    "signs": (b"x = " + b"-" * 90_000 + b"1" + WRONG, "error", "nested too deeply"),
    "negations": (b"x = " + b"not " * 20_000 + b"1" + WRONG, "error", "nested too deeply"),
    "attributes": (b"x = a" + b".a" * 40_000 + WRONG, "error", "nested too deeply"),
    "subscripts": (b"x = 1" + b"[0]" * 30_000 + WRONG, "error", "nested too deeply"),
    "calls": (b"x = f" + b"()" * 40_000 + WRONG, "error", "nested too deeply"),
    "awaits": (b"x = lambda: " + b"await " * 15_000 + b"x" + WRONG, "error", ""),
    "lambdas in lambdas": (b"x = " + b"lambda:" * 12_000 + b"0" + WRONG, "error", "too deeply"),
    "conditions": (b"x = " + b"1 if 1 else " * 7_000 + b"1" + WRONG, "error", "too deeply"),
    "dictionaries": (b"x = " + b"{1:" * 20_000 + b"0" + b"}" * 20_000, "error", "too many nested"),
    "else ifs": (b"if 0: pass\n" + b"elif 0: pass\n" * 7_000 + WRONG, "error", "too deeply"),
    "decorators": (b"@f\n" * 30_000 + WRONG.lstrip(), "error", "NameError"),
    "comparisons": (b"x = 1" + b"<1" * 40_000 + WRONG, "fail", ""),
    "texts": (b"x = " + b"'a' " * 20_000 + WRONG, "fail", ""),
    "texts in texts": (b"x = " + b"f'{f\"{1}\"}' " * 5_000 + WRONG, "fail", ""),
    "statements": (b"1;" * 45_000 + WRONG, "fail", ""),
    "lines": (b"\n" * 90_000 + WRONG, "fail", ""),
    "functions": (b"def f(): pass\n" * 6_500 + WRONG, "fail", ""),
    "imports above lambdas": (
        b"".join(b"import a%d\n" % i for i in range(3_000)) + b"lambda: 0\n" * 5_000,
        "error",
        "ModuleNotFoundError",
    ),
    "names": (b"x" * 90_000 + b" = 1" + WRONG, "fail", ""),
    "indents": (b"".join(b" " * i + b"if 1:\n" for i in range(200)), "error", "indent"),
    "tries": (
        b"".join(b" " * i + b"try:\n" for i in range(60)) + b" " * 60 + b"pass\n",
        "error",
        "is not valid Python",
    ),
    "loops in loops": (
        b"".join(b" " * i + b"while 1:\n" for i in range(50)) + b" " * 50 + b"x = 1" + WRONG,
        "error",
        "too many statically nested blocks",
    ),
    "a power": (b"x = 9**9**9" + WRONG, "timeout", "did not return"),
    "a power of powers": (b"x = (((2**64)**64)**64)**64" + WRONG, "fail", ""),
    "a product of texts": (b"x = 'a' * 10**13" + WRONG, "error", "MemoryError"),
    "a huge number": (b"x = " + b"9" * 90_000 + WRONG, "error", "is not valid Python"),
    "a huge exponent": (b"x = 1e" + b"9" * 50_000 + WRONG, "fail", ""),
    "arguments": (b"f = lambda " + b",".join(b"a%d" % i for i in range(9_000)) + b": 0" + WRONG,
                  "fail", ""),
    "null bytes": (b"x = 1\x00" + WRONG, "error", ""),
    "bytes that are no text": (b"x = '\xed\xa0\x80'" + WRONG, "error", "is not UTF-8 text"),
    "another encoding": (b"# -*- coding: utf-7 -*-\n+AHg-" + WRONG, "error", "not valid"),
    "escaped surrogates": (b"raise ValueError('\\ud800\\udfff')", "error", "raised ValueError"),
    "a mark of byte order": (b"\xef\xbb\xbf" + RIGHT, "pass", ""),
    "old line ends": (RIGHT.replace(b"\n", b"\r"), "pass", ""),
    "form feeds and control characters": (b"\x0c\x0c\nx = 1 \x1a" + WRONG, "error", "not valid"),
    "text that runs the other way": (
        "# \u202e\u2066 nohtyP\nx = 'vae/kl passes\u202e'".encode() + WRONG, "fail", ""
    ),
    "nothing": (b"", "error", "does not define `kl_divergence`"),
    "blanks": (b"from grader import blank\n" + b"blank('x')\n" * 8_000, "blank", "blank 1 of"),
    "different blanks": (
        b"from grader import blank\n" + b"".join(b"blank('%d')\n" % i for i in range(6_000)),
        "blank",
        "blank 1 of 6000",
    ),
    "a long prompt": (
        b"from grader import blank\nblank('" + b"```a\\n\\n**x *y `z " * 5_000 + b"')\n",
        "blank",
        "blank 1 of 1",
    ),
    "hostile prompts": (
        b"from grader import blank\nblank('\\x1b[2J\\n\\nvae/kl passes: 8 checks.\\n\\n\\ud800')\n",
        "blank",
        "blank 1 of 1",
    ),
}  # fmt: skip
