-- experiments/store.sql -- the shape of results.db. NaN and infinities are stored as NULL.
-- A checksum is over the row, that of a run also over its marks and steps, and is looked at
-- whenever the file is opened. It is NULL in rows that did not come from the store's functions.
CREATE TABLE note (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    checksum INTEGER
) STRICT;

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,      -- gg_store_key
    study TEXT NOT NULL,
    loss TEXT NOT NULL,            -- canonical specification
    class TEXT NOT NULL,           -- smooth, kinked, discontinuous (of this instance)
    n INTEGER NOT NULL,
    optimizer TEXT NOT NULL,       -- canonical specification
    method TEXT NOT NULL,          -- its name
    title TEXT NOT NULL,           -- its name in figures
    family TEXT NOT NULL,          -- gradient, gradient-free
    seed INTEGER NOT NULL,
    rep INTEGER NOT NULL,
    dare INTEGER NOT NULL,
    max_evals INTEGER NOT NULL,
    max_seconds REAL,              -- NULL: no limit
    target REAL,                   -- NULL: none
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    f REAL,                        -- least f, noise-free
    first REAL,                    -- f at the start
    minimum REAL,                  -- NULL: unknown
    value INTEGER NOT NULL,        -- calls
    gradient INTEGER NOT NULL,
    hessian_vector INTEGER NOT NULL,
    prox INTEGER NOT NULL,
    samples INTEGER NOT NULL,
    wall REAL NOT NULL,            -- s
    cpu REAL NOT NULL,             -- s
    wall_loss REAL NOT NULL,       -- s; loss + optimizer + logging = wall
    wall_optimizer REAL NOT NULL,
    wall_logging REAL NOT NULL,
    cpu_loss REAL NOT NULL,        -- s; loss + optimizer + logging = cpu
    cpu_optimizer REAL NOT NULL,
    cpu_logging REAL NOT NULL,
    price REAL,                    -- time of a value with gradient over time of a value
    checksum INTEGER
) STRICT;

CREATE TABLE mark (                -- the convergence curve of a run
    run INTEGER NOT NULL REFERENCES run(id),
    i INTEGER NOT NULL,
    value INTEGER NOT NULL,
    gradient INTEGER NOT NULL,
    hessian_vector INTEGER NOT NULL,
    prox INTEGER NOT NULL,
    samples INTEGER NOT NULL,
    wall REAL NOT NULL,
    cpu REAL NOT NULL,
    f REAL,                        -- NULL: minus infinity, the loss is unbounded
    PRIMARY KEY (run, i)
) STRICT, WITHOUT ROWID;

CREATE TABLE step (                -- where a method stood; two-dimensional runs of a study
    run INTEGER NOT NULL REFERENCES run(id),
    i INTEGER NOT NULL,
    spent INTEGER NOT NULL,        -- calls by then
    x REAL,                        -- NULL: not finite, the method has left the plane
    y REAL,
    PRIMARY KEY (run, i)
) STRICT, WITHOUT ROWID;

CREATE TABLE crowd (               -- all points of a simplex or population, for a film
    run INTEGER NOT NULL REFERENCES run(id),
    k INTEGER NOT NULL,
    i INTEGER NOT NULL,            -- the step
    x REAL,                        -- NULL: not finite
    y REAL,
    PRIMARY KEY (run, k)
) STRICT, WITHOUT ROWID;

CREATE TABLE field (               -- a loss on a grid, for contours
    study TEXT NOT NULL,
    loss TEXT NOT NULL,
    i INTEGER NOT NULL,
    j INTEGER NOT NULL,
    x REAL NOT NULL,
    y REAL NOT NULL,
    f REAL,
    PRIMARY KEY (study, loss, i, j)
) STRICT, WITHOUT ROWID;

CREATE TABLE trial (               -- a measurement that is no race
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    study TEXT NOT NULL,
    claim TEXT NOT NULL,           -- for which it was made
    trial TEXT NOT NULL,           -- its name
    design TEXT NOT NULL,          -- what was done, in words
    point INTEGER NOT NULL,        -- row of its table of settings
    seed INTEGER NOT NULL,
    rep INTEGER NOT NULL,
    status TEXT NOT NULL,          -- converged: it was done
    reason TEXT NOT NULL,
    wall REAL,                     -- s
    cpu REAL,                      -- s
    checksum INTEGER
) STRICT;

CREATE TABLE number (              -- what a trial noted
    trial INTEGER NOT NULL REFERENCES trial(id),
    i INTEGER NOT NULL,
    name TEXT NOT NULL,
    at REAL,
    value REAL,
    PRIMARY KEY (trial, i)
) STRICT, WITHOUT ROWID;
