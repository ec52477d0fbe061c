"""Supervised child processes: one broken brief never takes the others along.

``message``   one message: a JSON header and blocks of bytes; no pickle ever comes back.
``child``     what a worker does: take a task, do it within limits, answer.
``zygote``    a process that loads what is heavy once and forks workers in milliseconds.
``launcher``  how workers come into being: from the zygote, or spawned where there is no fork.
``doing``     what a build needs of whoever does its tasks, here or on other machines.
``pool``      the supervisor: one pipe per worker, wall clock, retry alone, recycling.

A bare process pool loses all jobs when one worker is killed, and waits for ever for one
that hangs; see ``docs/decisions``.
"""
