"""The only package that sees all stages: from an order to an edition.

``workspace``  where things are::

    Workspace.find(start: Path) -> Workspace            # raises ProblemsFound
    workspace.order_names() -> tuple[str, ...]; .template_names(); .house_names()
    workspace.shown(path) -> str                        # a path as a person would type it

``orders``     an order, read (``orders.order``) and checked (``orders.checks``)::

    read_order(path, findings, limits=DEFAULT_LIMITS) -> Order | None
    read_orders(workspace, names, findings) -> tuple[Order, ...]    # () as names: all
    check_order(order, workspace, base, findings) -> bool   # against templates, houses, facts

``run``        ``build(workspace, names, settings, progress=unwatched) -> BuildReport``
               ``check(workspace, names, limits) -> Findings``: everything a build would
               refuse, without making anything.
``report``     ``Settings``, ``Progress``, ``BuildReport``, ``OrderReport``, ``Reason``
``setup``      ``init_workspace(folder) -> tuple[Path, ...]``: the files made;
               ``new_order(workspace, area, *, today, template=…, house=…) -> Path``.
               Both raise ``ProblemsFound``.
``doctor``     ``machine.examine(workspace | None) -> tuple[Check, ...]``;
               Check(name, state, found, remedy)
``workers``    supervised child processes in which briefs are composed and written.

Editions are listed by ``generator.editions.store.EditionStore(workspace.briefings)``:
``.orders()``, ``.list(order)``, ``.latest(order)``.

Everything takes the clock, folders and a progress callback as arguments and gives values
back; the command line only shows them. Importing these modules imports nothing heavy.
"""
