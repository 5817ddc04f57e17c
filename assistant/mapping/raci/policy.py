"""Decision rights and thresholds from TOML: the packaged policy, with the user's over it."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from assistant.domain.documents import NamedBytes
from assistant.domain.errors import BadInput
from assistant.domain.raci import Finding
from assistant.domain.rights import Confirm, Deal, Decision, Delegate, Escalate, Policy, Right
from assistant.domain.tomlfile import bad_value, refuse_unknown, table_of
from assistant.mapping.raci.conditions import Condition, parse

DEAL_FACTS = ("deal_value", "weeks", "discount_percent", "arr", "term_months", "seats", "price_change_percent")
"""What may be known of a deal; a condition or a limit names these, or thresholds."""

_SECTIONS = ("default_segment", "owners", "rights", "thresholds")
_BOUNDS = (("_max", "above"), ("_min", "below"))


def packaged() -> Policy:
    """Return the policy that holds where the user gives none: owners by segment, and no amounts."""
    source = files("assistant.mapping").joinpath("policy.toml")
    return _policy(NamedBytes("policy.toml", source.read_bytes()))


def read_policy(file: NamedBytes | None) -> Policy:
    """Return the packaged policy with a user's file over it, key by key.

    Raises:
        BadInput: no TOML, an unknown key, a bad value, or a condition that cannot be read.
    """
    default = packaged()
    if file is None:
        return default
    given = _policy(file)
    table = table_of(file)
    return Policy(
        default_segment=given.default_segment if "default_segment" in table else default.default_segment,
        owners={**default.owners, **given.owners},
        rights={**default.rights, **given.rights},
        thresholds={**default.thresholds, **given.thresholds},
        own=frozenset((*given.owners, *given.rights)),
        file=file,
    )


def _policy(file: NamedBytes) -> Policy:
    table = table_of(file)
    _refuse_unknown(file.name, table)
    try:
        policy = Policy.model_validate(table)
    except ValidationError as error:
        raise bad_value(file.name, error) from error
    for name, right in policy.rights.items():
        if right.confirm is not None:
            _condition(file.name, name, right.confirm)
    return policy


def _refuse_unknown(where: str, table: Mapping[str, Any]) -> None:
    refuse_unknown(where, table, _SECTIONS)
    parts = (("confirm", Confirm), ("escalate", Escalate), ("delegate", Delegate))
    rights = table.get("rights")
    for name, right in rights.items() if isinstance(rights, dict) else ():
        if isinstance(right, dict):
            refuse_unknown(where, right, Right.model_fields, f"[rights.{name}]")
            for key, model in parts:
                if isinstance(right.get(key), dict):
                    refuse_unknown(where, right[key], model.model_fields, f"[rights.{name}] {key}")


def _condition(where: str, name: str, confirm: Confirm) -> Condition:
    try:
        return parse(confirm.when)
    except ValueError as error:
        mend = "write a comparison such as `deal_value > exec_confirm_above`"
        raise BadInput(where, str(error), place=f"[rights.{name}] confirm.when", mend=mend) from error


def thresholds(policy: Policy) -> dict[str, Decimal]:
    """Return every threshold by the name a condition looks it up by: steps as `name[0]`, `name[1]`..."""
    found: dict[str, Decimal] = {}
    for name, value in policy.thresholds.items():
        steps = value if isinstance(value, tuple) else (value,)
        keys = [f"{name}[{at}]" for at in range(len(steps))] if isinstance(value, tuple) else [name]
        found.update({key: Decimal(str(step)) for key, step in zip(keys, steps, strict=True)})
    return found


def missing(policy: Policy, name: str) -> tuple[str, ...]:
    """Return what a right compares with that is neither a set threshold nor something known of a deal."""
    confirm = policy.rights[name].confirm
    if confirm is None:
        return ()
    known = {*thresholds(policy), *DEAL_FACTS}
    return tuple(key for key in parse(confirm.when).names if key not in known)


def findings(policy: Policy, used: Mapping[str, str]) -> Iterator[Finding]:
    """Say which thresholds must be set; `used` are the rights of a matrix with the activity that carries each."""
    for name, activity in used.items():
        if name not in policy.rights:
            text = f"“{activity}” names the right `{name}`, which no policy defines"
            yield Finding(row=activity, rule="right_missing", message=text)
            continue
        for key in missing(policy, name):
            text = (
                f"the right `{name}` compares with `{key}`, which is not set: set it under [thresholds] with --policy"
            )
            yield Finding(row=activity, rule="threshold_missing", message=text)


def describe(policy: Policy, name: str) -> str:
    """Return in words when somebody confirms under a right; empty where nobody does."""
    right = policy.rights.get(name)
    if right is None or right.confirm is None:
        return ""
    known = thresholds(policy)
    amounts = [f"{key} = {known[key]:,}" for key in parse(right.confirm.when).names if key in known]
    amounts += [f"{key} not set" for key in missing(policy, name)]
    told = f" ({', '.join(amounts)})" if amounts else ""
    hours = f"{right.confirm.within_hours:g}"
    return f"{right.confirm.by} confirms within {hours} hours when {right.confirm.when}{told}"


def decide(policy: Policy, name: str, deal: Deal) -> Decision:
    """Say who decides on a deal under a right, whether it is inside the limits, and who confirms."""
    right = policy.rights[name]
    beyond = tuple(_beyond(right, deal))
    if right.confirm is None:
        return Decision(right=name, owner=right.owner, beyond=beyond)
    condition = parse(right.confirm.when)
    values = {**thresholds(policy), **deal}
    unknown = tuple(key for key in condition.names if key not in values)
    confirmed = not unknown and condition.holds(values)
    return Decision(
        right=name,
        owner=right.owner,
        beyond=beyond,
        confirmed_by=right.confirm.by if confirmed or unknown else None,
        within_hours=right.confirm.within_hours if confirmed or unknown else None,
        unknown=unknown,
    )


def _beyond(right: Right, deal: Deal) -> Iterator[str]:
    for key, limit in right.limits.items():
        for ending, word in _BOUNDS:
            fact = key.removesuffix(ending)
            if key.endswith(ending) and fact in deal:
                over = deal[fact] > Decimal(str(limit)) if word == "above" else deal[fact] < Decimal(str(limit))
                if over:
                    yield f"{fact} {deal[fact]:,} is {word} {limit:,}"
