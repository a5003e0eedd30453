/* Rotation of one compartment of one case, as Sources/VaultEngine/Rotation does it.
 *
 * Two people: A, who stays, and B, who may be removed and then is a thief. B copied, at the moment of the removal,
 * every compartment key that B held and the whole keystore of then (a prepared house key included); later B
 * gets today's rows too. At the start record 0 is under version 1, which A alone holds, the current version is 2,
 * and both hold it.
 *
 * What is on the disk changes in single steps: a commit of vault.db, a rewrite of the keystore. A crash may come
 * between any two of them; it takes sessions, what the daemon remembers and what was read for the next commit.
 *
 * Checked (Tests/Model/run): the assertions below and the formula `ends`. Each BREAK_ variant is a program with
 * one mistake, in which a named property must fail.
 */

#ifndef RECORDS
#define RECORDS 3      /* slots for records; all but the first two are free to be written */
#endif
#ifndef CRASHES
#define CRASHES 2
#endif
#ifndef ASKS
#define ASKS 1         /* rotations that an admin asks for; the removal asks for one of its own */
#endif
#ifndef AWAY
#define AWAY 1         /* how often a person logs out again */
#endif
#define VERSIONS 6     /* key versions 1..5 */
#define EPOCHS 10      /* house keys 1..9 */
#define A 0
#define B 1
#define AT(h, v) ((h) * VERSIONS + (v))

mtype = { ASKED, PREPARED, WRITING_NEW, RESEALING, VERIFYING, RETIRED };

/* vault.db: rows and what follows from the ledger. */
byte rec[RECORDS];                 /* the key version that each record is under; 0: no record */
byte current = 2;
bool granted[2 * VERSIONS];        /* grant rows */
byte under[2 * VERSIONS];          /* the house key epoch that each is sealed under */
bool isThere[VERSIONS];            /* versions not retired */
mtype inner = RETIRED;             /* the rotation row */
byte target, cursor;
bool innerAsked, outerAsked, withInner, removed;
byte epoch = 1;

/* The keystore. */
bool house[EPOCHS];

/* The daemon's memory. */
bool here[2];                      /* sessions */
byte prepared;                     /* the house key that was made for the rotation asked for now */
byte seenEpoch;                    /* read before the keystore is rewritten */
bool working; byte worker; byte seen; bool hasSeen; bool leftOver; byte look; bool staleHolder;
bool writing; byte writeVersion, writeSlot;

/* The thief, and what is still owed. */
bool knows[VERSIONS];
bool stolen[EPOCHS];
bool owedOuter, owedInner;

/* What may follow on what: RotationStateTests compares these lines with RotationState.lawful. */
#define inner_is(f, t) (from == f && to == t)
#define outer_is(f, t) (from == f && to == t)

/* Says once that a step is really taken; outside of the model's state. */
#define TAKEN(step) c_code { static int once; if (!once) { once = 1; printf("taken %s\n", step); } }

inline lawfulInner(f, t) {
    from = f; to = t;
    if
    :: inner_is(RETIRED, ASKED) -> TAKEN("inner_is(RETIRED, ASKED)")
    :: inner_is(ASKED, PREPARED) -> TAKEN("inner_is(ASKED, PREPARED)")
    :: inner_is(PREPARED, WRITING_NEW) -> TAKEN("inner_is(PREPARED, WRITING_NEW)")
    :: inner_is(WRITING_NEW, ASKED) -> TAKEN("inner_is(WRITING_NEW, ASKED)")
    :: inner_is(WRITING_NEW, RESEALING) -> TAKEN("inner_is(WRITING_NEW, RESEALING)")
    :: inner_is(RESEALING, ASKED) -> TAKEN("inner_is(RESEALING, ASKED)")
    :: inner_is(RESEALING, RESEALING) -> TAKEN("inner_is(RESEALING, RESEALING)")
    :: inner_is(RESEALING, VERIFYING) -> TAKEN("inner_is(RESEALING, VERIFYING)")
    :: inner_is(VERIFYING, ASKED) -> TAKEN("inner_is(VERIFYING, ASKED)")
    :: inner_is(VERIFYING, RESEALING) -> TAKEN("inner_is(VERIFYING, RESEALING)")
    :: inner_is(VERIFYING, VERIFYING) -> TAKEN("inner_is(VERIFYING, VERIFYING)")
    :: inner_is(VERIFYING, RETIRED) -> TAKEN("inner_is(VERIFYING, RETIRED)")
    :: else -> assert(false)
    fi
}

inline lawfulOuter(f, t) {
    from = f; to = t;
    if
    :: outer_is(RETIRED, ASKED) -> TAKEN("outer_is(RETIRED, ASKED)")
    :: outer_is(ASKED, PREPARED) -> TAKEN("outer_is(ASKED, PREPARED)")
    :: outer_is(PREPARED, PREPARED) -> TAKEN("outer_is(PREPARED, PREPARED)")
    :: outer_is(PREPARED, WRITING_NEW) -> TAKEN("outer_is(PREPARED, WRITING_NEW)")
    :: outer_is(WRITING_NEW, RESEALING) -> TAKEN("outer_is(WRITING_NEW, RESEALING)")
    :: outer_is(RESEALING, VERIFYING) -> TAKEN("outer_is(RESEALING, VERIFYING)")
    :: outer_is(VERIFYING, ASKED) -> TAKEN("outer_is(VERIFYING, ASKED)")
    :: outer_is(VERIFYING, RETIRED) -> TAKEN("outer_is(VERIFYING, RETIRED)")
    :: else -> assert(false)
    fi
}

inline moveInner(t) { lawfulInner(inner, t); inner = t }

/* Where the outer rotation is follows from the ledger and the keystore. */
inline outerState() {
    outer = RETIRED; i = 1;
    do
    :: i < EPOCHS && house[i] && outerAsked && i > epoch -> outer = PREPARED; i++
    :: i < EPOCHS && house[i] && !outerAsked && i < epoch -> outer = VERIFYING; i++
    :: i < EPOCHS && !(house[i] && outerAsked && i > epoch) && !(house[i] && !outerAsked && i < epoch) -> i++
    :: i == EPOCHS -> break
    od;
    if
    :: outerAsked && outer == RETIRED -> outer = ASKED
    :: else -> skip
    fi;
    i = 0
}

/* What everybody who asks for new inner keys does, in the commit that asks. */
inline askInner() {
    if
    :: innerAsked -> skip
    :: else ->
        if
        :: inner == ASKED -> skip
        :: else -> moveInner(ASKED)
        fi;
        innerAsked = true; owedInner = true; target = current + 1; cursor = 0
    fi
}

inline askOuter() {
    if
    :: !outerAsked -> outerState(); lawfulOuter(outer, ASKED)
    :: else -> skip
    fi;
    outerAsked = true; owedOuter = true;
#ifndef BREAK_STOLEN_HOUSE
    prepared = 0
#else
    skip
#endif
}

#define HOLDS(h) (granted[AT(h, current)])
#define READS(h, r) (rec[r] == 0 || (granted[AT(h, rec[r])] && house[under[AT(h, rec[r])]]))
#define OLDER(h) ((current > 1 && granted[AT(h, 1)]) || (current > 2 && granted[AT(h, 2)]) \
    || (current > 3 && granted[AT(h, 3)]) || (current > 4 && granted[AT(h, 4)]))
#define WORK(h) (HOLDS(h) && (innerAsked || OLDER(h)))

#define OLD_HOUSE ((house[1] && 1 < epoch) || (house[2] && 2 < epoch) || (house[3] && 3 < epoch) \
    || (house[4] && 4 < epoch) || (house[5] && 5 < epoch) || (house[6] && 6 < epoch) || (house[7] && 7 < epoch))

#define OPENED_BY(e) ((granted[AT(A, 1)] && under[AT(A, 1)] == e) || (granted[AT(A, 2)] && under[AT(A, 2)] == e) \
    || (granted[AT(A, 3)] && under[AT(A, 3)] == e) || (granted[AT(A, 4)] && under[AT(A, 4)] == e) \
    || (granted[AT(B, current)] && under[AT(B, current)] == e))

#ifdef BREAK_UNUSED
#define UNUSED(v) (true)
#else
#define UNUSED(v) (!leftOver || (rec[0] != v && rec[1] != v && rec[RECORDS - 1] != v))
#endif

/* Nothing readable is ever unreadable: A reads every record, always. B reads what is under the versions that B
 * holds; a grant that B holds opens. */
proctype readable() {
    end: atomic {
        !(READS(A, 0) && READS(A, 1) && READS(A, RECORDS - 1) &&
            (!granted[AT(B, current)] || house[under[AT(B, current)]])) ->
        assert(false)
    }
}

/* An admin asks for a rotation of everything. */
proctype admin() {
    byte i; byte n; mtype from, to, outer;
    do
    :: atomic { n < ASKS -> n++; askOuter(); withInner = true }
    :: n == ASKS -> break
    od
}

/* B leaves, once, at any moment: one commit. */
proctype leaving() {
    byte i; mtype from, to, outer;
    atomic {
        removed = true;
        i = 1;
        do
        :: i < VERSIONS -> knows[i] = granted[AT(B, i)]; granted[AT(B, i)] = false; i++
        :: i == VERSIONS -> break
        od;
        i = 1;
        do
        :: i < EPOCHS -> stolen[i] = house[i]; i++
        :: i == EPOCHS -> break
        od;
        here[B] = false;
        askInner();
        askOuter()
    }
}

/* Outer rotation: prepare (keystore), rotate (commit), destroy the old (keystore). */
proctype daemon() {
    byte i; byte next; mtype from, to, outer;
    end: do
    :: atomic { outerAsked && prepared <= epoch ->
        outerState(); lawfulOuter(outer, PREPARED);
#ifdef BREAK_STOLEN_HOUSE
        /* A key that an earlier attempt left behind is good enough. */
        next = epoch + 1
#else
        next = EPOCHS - 1;
        do
        :: !house[next] && next > epoch -> next--
        :: else -> break
        od;
        next++
#endif
        ;
        assert(next < EPOCHS);
        house[next] = true; prepared = next; next = 0 }
    :: atomic { outerAsked && prepared > epoch ->
        lawfulOuter(PREPARED, WRITING_NEW); lawfulOuter(WRITING_NEW, RESEALING);
        i = 1;
        do
        :: i < VERSIONS ->
            under[AT(A, i)] = (granted[AT(A, i)] -> prepared : 0);
            under[AT(B, i)] = (granted[AT(B, i)] -> prepared : 0);
            i++
        :: i == VERSIONS -> break
        od;
        i = 0;
        lawfulOuter(RESEALING, VERIFYING);
        epoch = prepared; outerAsked = false; owedOuter = false;
        /* Today's rows do not open with the keystore of then. */
        assert(!removed || !stolen[epoch]);
        if
        :: withInner -> withInner = false; askInner()
        :: else -> skip
        fi }
    /* The old keys go in two steps: what is durable is read, then the keystore is rewritten. */
    :: atomic { seenEpoch == 0 && !outerAsked && OLD_HOUSE -> seenEpoch = epoch }
#ifdef BREAK_READABLE
    /* The old key goes as soon as the new one is prepared. */
    :: atomic { seenEpoch == 0 && outerAsked && prepared > epoch && house[epoch] -> seenEpoch = prepared }
#endif
    :: atomic { seenEpoch > 0 ->
        lawfulOuter(VERIFYING, RETIRED);
        i = 1;
        do
        :: i < seenEpoch ->
#ifndef BREAK_READABLE
            /* A key is destroyed only when unused. */
            assert(!house[i] || !OPENED_BY(i));
#endif
            house[i] = false; i++
        :: else -> break
        od;
        i = 0; seenEpoch = 0;
        /* Rows of then do not open with today's keystore. */
        assert(!removed || outerAsked || !(house[1] && stolen[1])) }
    od
}

/* Inner rotation: one after the other in the sessions of those who have work and are here. */
proctype sessions() {
    byte i; mtype from, to;
    end: do
    :: atomic { !working && here[A] && WORK(A) -> working = true; worker = A;
        hasSeen = false; leftOver = false; look = cursor; staleHolder = granted[AT(B, current)] }
    :: atomic { !working && here[B] && WORK(B) -> working = true; worker = B;
        hasSeen = false; leftOver = false; look = cursor; staleHolder = granted[AT(B, current)] }
    :: atomic { working && !(here[worker] && WORK(worker)) -> working = false }
    /* A new version, to exactly the current holders. */
    :: atomic { working && here[worker] && HOLDS(worker) && innerAsked ->
        lawfulInner(inner, PREPARED); lawfulInner(PREPARED, WRITING_NEW); inner = WRITING_NEW;
        i = current + 1;
        assert(i < VERSIONS);
        granted[AT(A, i)] = true; under[AT(A, i)] = epoch;
#ifdef BREAK_NEW_KEY
        /* The holders as they were when the session began to work. */
        if
        :: staleHolder -> granted[AT(B, i)] = true; under[AT(B, i)] = epoch; knows[i] = knows[i] || removed
#else
        if
        :: HOLDS(B) -> granted[AT(B, i)] = true; under[AT(B, i)] = epoch
#endif
        :: else -> skip
        fi;
        isThere[i] = true; current = i; i = 0;
        innerAsked = false; target = current; cursor = 0; working = false }
    /* Sealed again, one record in a batch: read, then committed if it still is what was read. */
    :: atomic { working && here[worker] && HOLDS(worker) && !innerAsked && inner == WRITING_NEW ->
        moveInner(RESEALING); hasSeen = false }
    :: atomic { working && here[worker] && HOLDS(worker) && !innerAsked && inner == RESEALING && cursor < RECORDS &&
        !hasSeen -> seen = rec[cursor]; hasSeen = true }
    :: atomic { working && here[worker] && hasSeen ->
        hasSeen = false;
        if
        :: innerAsked || !HOLDS(worker) || target != current || inner != RESEALING -> working = false
        :: else ->
            if
            :: rec[cursor] != seen -> working = false
            :: rec[cursor] == seen ->
                moveInner(RESEALING);
                if
                :: seen > 0 && seen < current && granted[AT(worker, seen)] -> rec[cursor] = current
                :: else -> skip
                fi;
                cursor++
            fi
        fi; seen = 0 }
    :: atomic { working && here[worker] && HOLDS(worker) && !innerAsked && inner == RESEALING && cursor == RECORDS ->
        moveInner(VERIFYING); cursor = 0; look = 0; leftOver = false }
    /* Looked at, in snapshots. */
    :: atomic { working && here[worker] && !innerAsked && inner == VERIFYING && look < RECORDS ->
        if
        :: rec[look] > 0 && rec[look] < current -> leftOver = true
        :: else -> skip
        fi;
        look++;
        if
        :: !leftOver && look > cursor -> moveInner(VERIFYING); cursor = look
        :: else -> skip
        fi }
    :: atomic { working && here[worker] && look == RECORDS && inner == VERIFYING ->
        if
        :: innerAsked || !HOLDS(worker) || target != current -> skip
        :: else ->
            i = 1;
            do
            :: i < current && isThere[i] && UNUSED(i) ->
                /* A key is destroyed only when unused. */
                assert(rec[0] != i && rec[1] != i && rec[RECORDS - 1] != i);
                isThere[i] = false; granted[AT(A, i)] = false; granted[AT(B, i)] = false;
                under[AT(A, i)] = 0; under[AT(B, i)] = 0; i++
            :: i < current && !(isThere[i] && UNUSED(i)) -> i++
            :: i >= current -> break
            od;
            i = 0; cursor = 0;
            if
            :: leftOver -> moveInner(RESEALING)
            :: else ->
                moveInner(RETIRED); owedInner = false; target = 0;
                /* What B held opens nothing any more. */
                assert(!removed || !((rec[0] > 0 && knows[rec[0]]) || (rec[1] > 0 && knows[rec[1]]) ||
                    (rec[RECORDS - 1] > 0 && knows[rec[RECORDS - 1]])))
            fi
        fi;
        working = false; leftOver = false; look = 0 }
    od
}

/* Somebody who holds the current version writes into any free place: read, seal, commit. */
proctype writer() {
    byte i;
    end: do
    :: atomic { !writing && (here[A] || here[B]) ->
        i = 0;
        do
        :: i < RECORDS && rec[i] != 0 -> i++
        :: else -> break
        od;
        if
        :: i < RECORDS -> writing = true; writeVersion = current; writeSlot = i
        :: else -> i = 0; break
        fi;
        i = 0 }
    :: atomic { writing ->
        writing = false;
        if
#ifndef BREAK_UNUSED
        :: writeVersion != current -> skip      /* out of order: the client tries again */
#endif
        :: else ->
            rec[writeSlot] = writeVersion;
            /* What is written when the rotation that the removal asked for has begun is closed to B. */
            assert(!removed || innerAsked || !knows[writeVersion])
        fi;
        writeVersion = 0; writeSlot = 0 }
    od
}

/* Members come; so often they also go again. */
proctype people() {
    byte n;
    end: do
    :: atomic { !here[A] -> here[A] = true }
    :: atomic { !here[B] && !removed -> here[B] = true }
    :: atomic { here[A] && n < AWAY -> n++; here[A] = false }
    od
}

/* So that an end that never comes is an endless run. */
bool tick;
proctype time() { end: do :: tick = !tick od }

/* The power goes; the daemon starts again. */
proctype power() {
    byte n;
    do
    :: atomic { n < CRASHES -> n++;
        here[A] = false; here[B] = false; prepared = 0; seenEpoch = 0; working = false; worker = 0; seen = 0;
        hasSeen = false; leftOver = false; look = 0; staleHolder = false; writing = false; writeVersion = 0;
        writeSlot = 0;
#ifdef BREAK_ENDS
        /* What was asked for is only remembered. */
        outerAsked = false
#else
        skip
#endif
        }
    :: break
    od
}

init {
    atomic {
        rec[0] = 1; rec[1] = 2;
        isThere[1] = true; isThere[2] = true;
        granted[AT(A, 1)] = true; granted[AT(A, 2)] = true; granted[AT(B, 2)] = true;
        under[AT(A, 1)] = 1; under[AT(A, 2)] = 1; under[AT(B, 2)] = 1;
        house[1] = true;
        run readable(); run admin(); run leaving(); run daemon(); run sessions(); run writer(); run people(); run power();
#ifdef ENDS
        run time()
#else
        skip
#endif
    }
}

/* Every rotation ends when members come. */
ltl ends { <> [] (!owedOuter && !owedInner && inner == RETIRED) }
