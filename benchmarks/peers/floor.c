/* W1 (March 1991) and W2 (Fang et al. 2010) as a C programmer would write them for speed: the same algorithm, the same
 * draws and the same counts as copsim's kernels, so that the states can be compared bit by bit.
 * cc -O3 -march=native -shared -fPIC floor.c -o floor.so */
#include <stdint.h>
#include <string.h>

typedef uint64_t u64;
typedef int64_t i64;
#define GOLD 0x9E3779B97F4A7C15ull
#define M1 0xBF58476D1CE4E5B9ull
#define M2 0x94D049BB133111EBull
enum { ACT_OUT = 72, SOCIALISE = 73, CODIFY = 74, CONTACT = 75, DIGITS = 24, FEW = 7 };

static inline u64 mix(u64 z) {
    z = (z ^ (z >> 30)) * M1;
    z = (z ^ (z >> 27)) * M2;
    return z ^ (z >> 31);
}
static inline u64 decision_in(u64 seed, u64 decision, u64 week) {
    u64 key = mix(mix(seed + GOLD) ^ (decision * M2 + GOLD));
    return mix(key + (week + 1) * GOLD);
}
static inline u64 event_of(u64 common, u64 who, u64 turn) {
    return mix(mix(common ^ ((who + 1) * M1)) + (turn + 1) * GOLD);
}
static inline u64 word(u64 key, u64 nth) { return mix(key + (nth + 1) * GOLD); }
static inline i64 draw(u64 key, u64 facet) { return (i64)(mix(key ^ ((facet + 1) * M1)) >> 32); }
static inline int bits(u64 x) { return __builtin_popcountll(x); }
static inline u64 bernoulli(u64 key, u64 wanted, u64 chance) {
    u64 kept = 0;
    for (u64 nth = 0; wanted && chance; nth++, chance <<= 1) {
        u64 w = word(key, nth);
        if (chance >> 63) { kept |= wanted & ~w; wanted &= w; } else wanted &= ~w;
    }
    return kept;
}

/* series, a row a period: facets the code has right, wrong; sums over members right, wrong; sum and best of pay-off; agreed */
void march(i64 members, i64 periods, u64 seed, u64 truth, u64 exists, u64 *beliefs, u64 *code, const i64 *uid, u64 p1,
           const i64 *codify, u64 *shown, i64 *standing, i64 *series) {
    for (i64 t = 1; t <= periods; t++) {
        u64 acting = decision_in(seed, ACT_OUT, t), socialising = decision_in(seed, SOCIALISE, t);
        i64 score = bits((code[0] & truth) | (code[1] & ~truth)) - bits((code[0] & ~truth) | (code[1] & truth));
        u64 yes[DIGITS] = {0}, no[DIGITS] = {0};
        i64 superior = 0;
        for (i64 i = 0; i < members; i++) {
            u64 pos = beliefs[2 * i], neg = beliefs[2 * i + 1], unknown = exists & ~(pos | neg);
            if (unknown) {
                u64 coin = word(event_of(acting, uid[i], 0), 0);
                pos |= unknown & coin;
                neg |= unknown & ~coin;
            }
            if (bits((pos & truth) | (neg & ~truth)) - bits((pos & ~truth) | (neg & truth)) > score) {
                superior++;
                for (int k = 0; pos; k++) { u64 carry = yes[k] & pos; yes[k] ^= pos; pos = carry; }
                for (int k = 0; neg; k++) { u64 carry = no[k] & neg; no[k] ^= neg; neg = carry; }
            }
        }
        u64 pos = code[0], neg = code[1];
        if (superior) {
            u64 ahead = 0, behind = 0, level = ~0ull;
            for (int k = DIGITS - 1; k >= 0; k--) {
                ahead |= level & yes[k] & ~no[k];
                behind |= level & no[k] & ~yes[k];
                level &= ~(yes[k] ^ no[k]);
            }
            u64 other = ((ahead & ~pos) | (behind & ~neg)) & exists, taken = 0;
            u64 key = event_of(decision_in(seed, CODIFY, t), 0, 0);
            for (; other; other &= other - 1) {
                int f = __builtin_ctzll(other);
                i64 margin = 0;
                for (int k = 0; k < DIGITS; k++) margin += (i64)((yes[k] >> f & 1) << k) - (i64)((no[k] >> f & 1) << k);
                if (draw(key, f) < codify[margin < 0 ? -margin : margin]) taken |= 1ull << f;
            }
            pos = (pos & ~taken) | (ahead & taken);
            neg = (neg & ~taken) | (behind & taken);
        }
        i64 right = 0, wrong = 0, best = 0;
        u64 all_yes = exists, all_no = exists, all_nil = exists;
        for (i64 i = 0; i < members; i++) {
            u64 p = beliefs[2 * i], n = beliefs[2 * i + 1], other = (code[0] & ~p) | (code[1] & ~n);
            if (other) {
                u64 taken = bernoulli(event_of(socialising, uid[i], 0), other, p1);
                u64 reached = taken & ~((p & code[1]) | (n & code[0]));
                p = (p & ~taken) | (code[0] & reached);
                n = (n & ~taken) | (code[1] & reached);
                beliefs[2 * i] = p;
                beliefs[2 * i + 1] = n;
            }
            i64 here = bits((p & truth) | (n & ~truth));
            right += here;
            wrong += bits((p & ~truth) | (n & truth));
            best = here > best ? here : best;
            all_yes &= p;
            all_no &= n;
            all_nil &= ~(p | n);
        }
        code[0] = pos;
        code[1] = neg;
        i64 row[7] = {bits((pos & truth) | (neg & ~truth)), bits((pos & ~truth) | (neg & truth)), right, wrong, right, best,
                      bits(all_yes | all_no | all_nil)};
        memcpy(series + 7 * t, row, sizeof row);
    }
}

static inline i64 pay_off(const u64 *held, const u64 *truth, const u64 *block) {
    i64 whole = 0;
    for (int d = 0; d < 2; d++) {
        u64 right = (held[2 * d] & truth[d]) | (held[2 * d + 1] & ~truth[d]);
        whole += bits(right & right >> 1 & right >> 2 & right >> 3 & right >> 4 & block[d]);
    }
    return 5 * whole;
}

/* two words of facets, blocks of five, at most seven contacts a member */
void fang(i64 members, i64 periods, u64 seed, const u64 *truth, const u64 *exists, const u64 *block, u64 *beliefs,
          const i64 *uid, const i64 *start, const int32_t *source, u64 chance, u64 *shown, i64 *standing, i64 *series) {
    for (i64 t = 1; t <= periods; t++) {
        u64 contacting = decision_in(seed, CONTACT, t);
        memcpy(shown, beliefs, 32 * members);
        for (i64 i = 0; i < members; i++) standing[i] = pay_off(shown + 4 * i, truth, block);
        i64 right = 0, wrong = 0, total = 0, best = 0, agreed = 0;
        u64 all_yes[2] = {exists[0], exists[1]}, all_no[2] = {exists[0], exists[1]}, all_nil[2] = {exists[0], exists[1]};
        for (i64 i = 0; i < members; i++) {
            int32_t heard[FEW + 1];
            int voices = 0;
            for (i64 e = start[i]; e < start[i + 1]; e++) {
                heard[voices] = source[e];
                voices += standing[source[e]] > standing[i];
            }
            u64 *mine = beliefs + 4 * i;
            for (int d = 0; d < 2; d++) {
                u64 pos = mine[2 * d], neg = mine[2 * d + 1];
                if (voices) {
                    u64 p0 = 0, p1 = 0, p2 = 0, q0 = 0, q1 = 0, q2 = 0;
                    for (int n = 0; n < voices; n++) {
                        const u64 *theirs = shown + 4 * (i64)heard[n] + 2 * d;
                        u64 add = theirs[0], carry = p0 & add;
                        p0 ^= add; add = carry; carry = p1 & add; p1 ^= add; p2 ^= carry;
                        add = theirs[1]; carry = q0 & add;
                        q0 ^= add; add = carry; carry = q1 & add; q1 ^= add; q2 ^= carry;
                    }
                    u64 same2 = ~(p2 ^ q2), same1 = same2 & ~(p1 ^ q1);
                    u64 yes = (p2 & ~q2) | (same2 & p1 & ~q1) | (same1 & p0 & ~q0);
                    u64 no = (q2 & ~p2) | (same2 & q1 & ~p1) | (same1 & q0 & ~p0);
                    u64 other = (yes & ~pos) | (no & ~neg);
                    if (other) {
                        u64 taken = bernoulli(event_of(contacting, uid[i], 4 * d), other, chance);
                        pos = (pos & ~taken) | (yes & taken);
                        neg = (neg & ~taken) | (no & taken);
                        mine[2 * d] = pos;
                        mine[2 * d + 1] = neg;
                    }
                }
                right += bits((pos & truth[d]) | (neg & ~truth[d]));
                wrong += bits((pos & ~truth[d]) | (neg & truth[d]));
                all_yes[d] &= pos;
                all_no[d] &= neg;
                all_nil[d] &= ~(pos | neg);
            }
            i64 gained = pay_off(mine, truth, block);
            total += gained;
            best = gained > best ? gained : best;
        }
        for (int d = 0; d < 2; d++) agreed += bits(all_yes[d] | all_no[d] | all_nil[d]);
        i64 row[7] = {0, 0, right, wrong, total, best, agreed};
        memcpy(series + 7 * t, row, sizeof row);
    }
}
