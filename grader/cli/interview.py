"""`practice interview`."""

from pathlib import Path

import click

from grader.catalogue import LEVELS, Level
from grader.cli.address import complete_any
from grader.cli.output import Misuse, examples, print_parts, print_sentence, shown, warn, workspace
from grader.learner.progress import Unstored
from grader.uncollected import uncollected

_EPILOG = examples(
    "practice interview                        45 minutes, drawn for you",
    "practice interview vae priors --level senior --minutes 60",
    "practice interview                        where you are, and the time left",
    "practice interview --next                 go on to the next part",
    "practice interview --finish               end it and see the debrief",
    "practice interview --history              your interviews and their scores",
    "practice interview --history last --page interview.html",
    "practice interview --save-plan plan.json  a plan for others; starts nothing",
    "practice interview --plan plan.json       the same interview for all",
)


@click.command(epilog=_EPILOG)
@click.argument("topics", metavar="[TOPIC]...", nargs=-1, shell_complete=complete_any)
@click.option("--minutes", type=click.IntRange(10, 120), metavar="N", help="How long; default 45.")
@click.option("--level", type=click.Choice(LEVELS), help="Whom it is for; default junior.")
@click.option(
    "--seed",
    type=click.IntRange(0, 2**32 - 1),
    metavar="N",
    help="Draw the same plan again, as long as your history is the same. Default: random.",
)
@click.option(
    "--plan", type=click.Path(path_type=Path), metavar="FILE", help="Ask what a saved plan says."
)
@click.option(
    "--save-plan",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a plan to give to several candidates, and start nothing.",
)
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.option("--next", "move", flag_value="next", help="Go on to the next part.")
@click.option("--back", "move", flag_value="back", help="Go back to the part before.")
@click.option("--finish", "move", flag_value="finish", help="End it and see the debrief.")
@click.option(
    "--mark",
    is_flag=False,
    flag_value="ask",
    metavar="[POINTS]",
    help="Mark your explanation: ask for each point, or the points that you made, such as 1,3,4. "
    "`none` is none, and r1 the first red flag.",
)
@click.option(
    "--history",
    is_flag=False,
    flag_value="list",
    metavar="[N]",
    help="List your interviews, or show the debrief of one again, by its number or `last`.",
)
@click.option(
    "--page",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="With --finish or --history N: also write the debrief as a page to print (HTML).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="With json, standard output has one object, and nothing is asked.",
)
def command(
    topics: tuple[str, ...],
    minutes: int | None,
    level: Level | None,
    seed: int | None,
    plan: Path | None,
    save_plan: Path | None,
    yes: bool,
    move: str | None,
    mark: str | None,
    history: str | None,
    page: Path | None,
    form: str,
) -> None:
    """Practice a whole interview, against the clock.

    It has a quick round of questions, one or two exercises to code from their signatures, for
    seniors also code with bugs, and one exercise to explain; the debrief comes at the end. It is
    drawn from what you have not done or do badly. While one is open, this shows where you are.
    """
    with uncollected():
        from grader.interview.plan import PlanError, read_plan, to_json
        from grader.interview.session import ALREADY, Refused, Session, TimeIsUp
        from grader.interview.terminal import Terminal

    draws = bool(topics or plan) or any(one is not None for one in (minutes, level, seed))
    actions = [name for name in (move, mark and "mark", history and "history") if name]
    if len(actions) > 1 or (actions and (draws or save_plan)):
        raise click.UsageError(f"--{actions[0]} stands alone; leave the other options out.")
    if plan and (topics or minutes or level or seed is not None or save_plan):
        raise click.UsageError("A saved plan has everything already; use --plan alone.")
    if page and move != "finish" and history in (None, "list"):
        raise click.UsageError("--page goes with --finish, or with --history N for an older one.")
    session = Session(workspace())
    at = Terminal(
        session, shown=shown, say=print_parts, as_json=form == "json", page=page, asks=not yes
    )
    try:
        if history == "list":
            at.history()
        elif history:
            at.debrief(session.past(history))
        elif mark:
            at.mark(session.to_mark(), mark)
        elif save_plan:
            save_plan.write_text(to_json(session.draw(topics, minutes, level, seed)), "utf-8")
            print_sentence(f"Wrote {shown(save_plan)}; `--plan` starts an interview from it.")
        elif (interview := session.open_or_ended_now()) and interview.ended:
            at.debrief(interview)
        elif move and interview:
            at.move(interview, move)
        elif move:
            raise Refused("No interview is open; `practice interview` starts one.")
        elif interview and draws:
            raise Refused(ALREADY)
        elif interview:
            at.show(interview)
        else:
            at.begin(read_plan(plan) if plan else session.draw(topics, minutes, level, seed))
    except TimeIsUp:
        at.debrief(session.past("last"))
    except PlanError as error:
        raise Misuse(str(error)) from None
    except (Refused, Unstored) as error:
        raise click.ClickException(str(error)) from None
    finally:
        for notice in session.notices:
            warn(notice)
