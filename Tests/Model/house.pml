/* Rotation of the house's own keys, as Sources/VaultEngine/House does it: the meta key, under which every row is, and
 * the root key, which opens the keystore and stands in a file of its own.
 *
 * An admin may be disabled, once; the admin then is a thief, who knows every key that the keystore and the root key's
 * file had at that moment, pending ones included, and later gets the files of then or of any later day. A disabled
 * admin makes both keys due. What is on the disk changes in single steps; a crash may come between any two, and takes
 * what the daemon had read.
 *
 * Checked (Tests/Model/run): the assertions below and the formula `ends`. Each BREAK_ variant is a program with one
 * mistake, in which a named property must fail.
 */

#ifndef ROWS
#define ROWS 2
#endif
#ifndef CRASHES
#define CRASHES 2
#endif
#ifndef ASKS
#define ASKS 1         /* rotations of each key that an admin asks for, beside the disabling */
#endif
#define KEYS 6         /* keys 1..5 of each kind, in the order in which they are made */

mtype = { NOBODY, ASKED, PREPARED, WRITING_NEW, RESEALING, VERIFYING, RETIRED };

/* What may follow on what: RotationStateTests compares these lines with RotationState.lawful. */
#define meta_is(f, t) (from == f && to == t)
#define root_is(f, t) (from == f && to == t)
#define TAKEN(step) c_code { static int once; if (!once) { once = 1; printf("taken %s\n", step); } }
hidden mtype from, to;

inline lawfulMeta(f, t) {
    from = f; to = t;
    if
    :: meta_is(RETIRED, ASKED) -> TAKEN("meta_is(RETIRED, ASKED)")
    :: meta_is(ASKED, PREPARED) -> TAKEN("meta_is(ASKED, PREPARED)")
    :: meta_is(PREPARED, WRITING_NEW) -> TAKEN("meta_is(PREPARED, WRITING_NEW)")
    :: meta_is(WRITING_NEW, RESEALING) -> TAKEN("meta_is(WRITING_NEW, RESEALING)")
    :: meta_is(RESEALING, RESEALING) -> TAKEN("meta_is(RESEALING, RESEALING)")
    :: meta_is(RESEALING, VERIFYING) -> TAKEN("meta_is(RESEALING, VERIFYING)")
    :: meta_is(VERIFYING, RESEALING) -> TAKEN("meta_is(VERIFYING, RESEALING)")
    :: meta_is(VERIFYING, RETIRED) -> TAKEN("meta_is(VERIFYING, RETIRED)")
    :: else -> assert(false)
    fi
}

inline lawfulRoot(f, t) {
    from = f; to = t;
    if
    :: root_is(RETIRED, ASKED) -> TAKEN("root_is(RETIRED, ASKED)")
    :: root_is(ASKED, PREPARED) -> TAKEN("root_is(ASKED, PREPARED)")
    :: root_is(PREPARED, WRITING_NEW) -> TAKEN("root_is(PREPARED, WRITING_NEW)")
    :: root_is(WRITING_NEW, VERIFYING) -> TAKEN("root_is(WRITING_NEW, VERIFYING)")
    :: root_is(VERIFYING, RETIRED) -> TAKEN("root_is(VERIFYING, RETIRED)")
    :: else -> assert(false)
    fi
}

/* vault.db. */
byte row[ROWS];                    /* the meta key that each row is under */
mtype metaState = RETIRED;         /* the progress row; PREPARED: no row, two keys in the keystore */
bool metaAsked, metaDue;           /* events */
byte metaNamed = 1;                /* the key that `meta-rotated` named last */
bool rootAsked, rootDue, rootAskedSinceDue;
byte rootNamed = 1;                /* the key that `root-rotated` proved last */

/* The keystore: which keys it has, and which it is sealed to. */
bool metas[KEYS];
byte metaNewest = 1;
bool roots[KEYS];
byte rootPending;                  /* the slot that was added last; 0: none */

/* The root key's file and the new one beside it. */
byte rootFile = 1;
byte rootNew;
byte rootMade = 1;

/* The daemon's memory, and what is still owed. */
bool checkpointed;
bool disabled, owedMeta, owedRoot;
byte knownMeta, knownRoot;         /* the newest that the disabled admin knows */
byte crashes, asks;

/* What is under a key can be read as long as the keystore has it, and the keystore is opened by the root key's file. */
#define READABLE (metas[row[0]] && metas[row[1]] && roots[rootFile])

inline askMeta() {
    if :: metaState == RETIRED -> lawfulMeta(RETIRED, ASKED); metaState = ASKED :: else fi;
    metaAsked = true; metaDue = false
}

/* In one commit with the keystore's new slot; a commit that fails leaves a slot that the ledger does not know. */
inline askRoot() {
    lawfulRoot(RETIRED, ASKED);
    rootMade++; rootNew = rootMade;
    lawfulRoot(ASKED, PREPARED);
    roots[rootMade] = true; rootPending = rootMade;
    if
    :: rootAsked = true; rootAskedSinceDue = true; lawfulRoot(PREPARED, WRITING_NEW)
    :: crashes < CRASHES -> crashes++      /* the commit was lost */
    fi
}

proctype Admin() {
    do
    :: atomic { asks < ASKS && !metaAsked -> asks++; askMeta() }
    :: atomic { asks < ASKS && rootPending == 0 && rootNew == 0 && !rootAsked && rootMade < KEYS - 1 -> asks++; askRoot() }
    :: atomic { !disabled ->
           disabled = true; owedMeta = true; owedRoot = true; metaDue = true; rootDue = true;
           rootAskedSinceDue = false;
           knownMeta = metaNewest; knownRoot = (rootPending > rootFile -> rootPending : rootFile);
           if :: rootNew > knownRoot -> knownRoot = rootNew :: else fi }
    :: disabled -> break
    od
}

/* People: each write is a commit of its own, and seals by the newest key. */
proctype People() {
    byte i;
    end: do
    :: atomic { i = 0; metaState == RESEALING || metaState == VERIFYING ->
#ifdef STALE
           /* As if somebody still had the old key in hand while rows are sealed again: verifying is there for that. */
           row[i] = (metaState == RESEALING && metas[metaNewest - 1] -> metaNewest - 1 : metaNewest);
#else
           row[i] = metaNewest;
#endif
           assert(READABLE) }
    od
}

#define OLD_META (metaNamed == metaNewest && metaNewest > 1 && metas[metaNewest - 1])
#define META_DUE (metaDue && !metaAsked)
#define UNKNOWN_ROOT (rootPending != 0 && !rootAsked)
#define ROOT_DUE (rootDue && !rootAsked && rootPending == 0 && rootMade < KEYS - 1)
#define ROOT_WAITS (rootAsked && rootNew == rootPending && rootNew != 0)
#define ROOT_PROVED (rootAsked && rootPending != 0 && rootFile == rootPending && rootNamed != rootPending)

/* The daemon's house work; a crash starts it again at the top. */
#define CRASH atomic { crashes < CRASHES -> crashes++; goto start }

proctype Meta() {
    byte i, seen;
    bool found;
    start:
    do
    :: true ->
        /* retireMetaKey: the old key goes when the ledger names the newest; a reader may be in the way. */
        if
        :: atomic { OLD_META ->
               if
               :: assert(row[0] != metaNewest - 1 && row[1] != metaNewest - 1);
                  metas[metaNewest - 1] = false; assert(READABLE)
               :: crashes < CRASHES -> crashes++
               fi }
        :: atomic { !OLD_META -> skip }
        :: CRASH
        fi;
        if
        :: atomic { META_DUE -> askMeta() }
        :: atomic { !META_DUE -> skip }
        fi;
        if
        :: atomic { !metaAsked -> skip }
#ifndef BREAK_OLD_KEY
        :: atomic { metaAsked && OLD_META -> skip }
        :: atomic { metaAsked && !OLD_META -> goto prepare }
#else
        :: atomic { metaAsked -> goto prepare }
#endif
        :: CRASH
        fi
    od;
    prepare:
    if
    :: atomic { metaNewest > 1 && metas[metaNewest - 1] -> skip }      /* one is on its way */
    :: atomic { !(metaNewest > 1 && metas[metaNewest - 1]) ->
           lawfulMeta(ASKED, PREPARED); metaNewest++; metas[metaNewest] = true; metaState = PREPARED }
    :: CRASH
    fi;
    if
    :: atomic { metaState == PREPARED || metaState == ASKED ->
           if :: metaState == PREPARED -> lawfulMeta(PREPARED, WRITING_NEW) :: else fi; metaState = WRITING_NEW }
    :: atomic { metaState != PREPARED && metaState != ASKED -> skip }
    :: CRASH
    fi;
    pass:
    found = false;
    if
    :: atomic { metaState == WRITING_NEW -> lawfulMeta(WRITING_NEW, RESEALING); metaState = RESEALING }
    :: atomic { metaState != WRITING_NEW -> skip }
    fi;
    i = 0;
    do
    :: i < ROWS ->
        /* Read and sealed outside of the commit, put in place by compare-and-set. */
        if :: atomic { true -> seen = row[i] } :: CRASH fi;
        if
        :: atomic { seen != metaNewest && row[i] == seen -> row[i] = metaNewest; found = true; assert(READABLE);
               if :: metaState == RESEALING -> lawfulMeta(RESEALING, RESEALING) :: else fi }
        :: atomic { seen != metaNewest && row[i] != seen -> skip }      /* whoever changed it used the newest key */
        :: atomic { seen == metaNewest -> skip }
        :: CRASH
        fi;
        i++
    :: i == ROWS -> break
    od;
    if
#ifndef BREAK_UNVERIFIED
    :: atomic { metaState == RESEALING -> lawfulMeta(RESEALING, VERIFYING); metaState = VERIFYING; goto pass }
#else
    :: atomic { metaState == RESEALING -> lawfulMeta(RESEALING, VERIFYING); metaState = VERIFYING; found = false }
#endif
    :: atomic { metaState == VERIFYING -> skip }
    :: CRASH
    fi;
    if
    :: atomic { metaState == VERIFYING && found -> lawfulMeta(VERIFYING, RESEALING); metaState = RESEALING; goto pass }
    :: atomic { metaState == VERIFYING && !found ->
           lawfulMeta(VERIFYING, RETIRED); metaState = RETIRED;
           metaAsked = false; metaNamed = metaNewest;
           /* What the disabled admin knows is not passed off as the new key. */
           if :: owedMeta && !metaDue -> assert(metaNamed > knownMeta); owedMeta = false :: else fi }
    :: CRASH
    fi;
    goto start
}

proctype Root() {
    start:
    do
    :: true ->
        /* At a start, and each minute: a slot that the ledger does not know goes. */
        if
        :: atomic { UNKNOWN_ROOT ->
#ifndef BREAK_UNKNOWN
               roots[rootPending] = false; rootPending = 0; rootNew = 0; assert(READABLE)
#else
               rootAsked = true; rootAskedSinceDue = true
#endif
           }
        :: atomic { !UNKNOWN_ROOT -> skip }
        :: CRASH
        fi;
        if
        :: atomic { ROOT_DUE -> askRoot() }
        :: atomic { !ROOT_DUE -> skip }
        :: CRASH
        fi;
        if
        :: atomic { ROOT_WAITS -> rootFile = rootNew; rootNew = 0;
               lawfulRoot(WRITING_NEW, VERIFYING); assert(READABLE) }
        :: atomic { !ROOT_WAITS -> skip }
        :: CRASH
        fi;
        if
        :: atomic { ROOT_PROVED ->
               /* The event: proved. */
               rootNamed = rootPending; rootAsked = false;
               if
#ifndef BREAK_DUE
               :: rootAskedSinceDue ->
#else
               :: true ->
#endif
                   rootDue = false;
                   if :: owedRoot -> assert(rootNamed > knownRoot); owedRoot = false :: else fi
               :: else
               fi;
               /* The old slot goes after it: at once, or by the next start. */
               lawfulRoot(VERIFYING, RETIRED);
               roots[1] = (rootFile == 1); roots[2] = (rootFile == 2); roots[3] = (rootFile == 3);
               roots[4] = (rootFile == 4); roots[5] = (rootFile == 5);
               rootPending = 0; assert(READABLE) }
        :: atomic { !ROOT_PROVED -> skip }
        :: CRASH
        fi
    od
}

#ifdef ENDS
ltl ends { [] ((owedMeta -> <> !owedMeta) && (owedRoot -> <> !owedRoot)) }
#endif

init {
    atomic {
        row[0] = 1; row[1] = 1; metas[1] = true; roots[1] = true;
        run Admin(); run People(); run Meta(); run Root()
    }
}
