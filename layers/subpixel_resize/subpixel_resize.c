/* Bilinear resize of a rectangle of one 8-bit plane, placed by fractions of a pixel.
 *
 * Without rotation a camera view is two resizes, one along each axis. Each source row is scaled horizontally once, into
 * 16 bits, and kept while the target rows next to it are interpolated vertically. Both interpolations are
 *
 *     a + (b - a) * share
 *
 * on pixels with FRACTION extra bits; share is a multiple of 2^-15. Only the final rounding to 8 bits is visible.
 *
 * Three functions depend on the processor and work on LANES pixels at once: `near` loads the source bytes that the pixels
 * need, `pick` spreads them to one per pixel, `times` multiplies by a share.
 */

#include <stddef.h>
#include <stdint.h>

#if defined(__AVX2__)
#include <immintrin.h>
enum { LANES = 16 };
#elif defined(__SSSE3__)
#include <tmmintrin.h>
enum { LANES = 8 };
#elif defined(__ARM_NEON)
#include <arm_neon.h>
enum { LANES = 8 };
#else
#error "built for x86-64 from SSSE3 on, and for arm64"
#endif

enum {
    MAX_STRIP = 4096, /* pixels of a row that are processed together; wider views are split into strips */
    GROUP = 8,      /* neighbouring pixels whose source pixels lie within REACH bytes */
    REACH = 16,
    GROUPS = MAX_STRIP / GROUP,
    FRACTION = 7,
};

typedef int16_t Words __attribute__((vector_size(LANES * sizeof(int16_t))));
typedef uint8_t Bytes __attribute__((vector_size(sizeof(Words))));
typedef uint8_t Pixels __attribute__((vector_size(LANES), aligned(1)));

#if defined(__AVX2__)
static inline Bytes near(const uint8_t *line, const int32_t *starts) {
    return (Bytes)_mm256_loadu2_m128i((const __m128i *)(line + starts[1]), (const __m128i *)(line + starts[0]));
}
static inline Words pick(Bytes from, Bytes at) { return (Words)_mm256_shuffle_epi8((__m256i)from, (__m256i)at); }
static inline Words times(Words all, Words share) { return (Words)_mm256_mulhrs_epi16((__m256i)all, (__m256i)share); }
#elif defined(__SSSE3__)
static inline Bytes near(const uint8_t *line, const int32_t *starts) {
    return (Bytes)_mm_loadu_si128((const __m128i *)(line + starts[0]));
}
static inline Words pick(Bytes from, Bytes at) { return (Words)_mm_shuffle_epi8((__m128i)from, (__m128i)at); }
static inline Words times(Words all, Words share) { return (Words)_mm_mulhrs_epi16((__m128i)all, (__m128i)share); }
#else
static inline Bytes near(const uint8_t *line, const int32_t *starts) { return (Bytes)vld1q_u8(line + starts[0]); }
static inline Words pick(Bytes from, Bytes at) { return (Words)vqtbl1q_u8((uint8x16_t)from, (uint8x16_t)at); }
static inline Words times(Words all, Words share) {
    return (Words)vqrdmulhq_s16((int16x8_t)all, (int16x8_t)share);
}
#endif

/* The target's pixels on one axis: `length` of them, `step` source pixels apart; the first one's edge is at `start`. */
typedef struct {
    double start, step;
    int64_t length;
} Axis;

/* A plane; its rows are `stride` bytes apart. */
typedef struct {
    uint8_t *pixels;
    int64_t width, height, stride;
} Plane;

/* Source columns of a target row. The pixels of a group are interpolated by `share` between the source pixels at `left`
 * and `right`, counted from the group's entry in `starts`; `starts` counts from source column `first`. `span` is the
 * number of source columns needed. */
typedef struct {
    Words left[MAX_STRIP / LANES], right[MAX_STRIP / LANES], share[MAX_STRIP / LANES];
    int32_t starts[GROUPS];
    int64_t first, span, blocks;
} Columns;

static int64_t floor_of(double at) {
    int64_t whole = (int64_t)at;
    return whole - (at < (double)whole);
}

static int16_t share_of(double at, int64_t whole) {
    int32_t share = (int32_t)((at - (double)whole) * 32768.0 + 0.5);
    return share > INT16_MAX ? INT16_MAX : (int16_t)share;
}

static int64_t clipped(int64_t value, int64_t most) { return value < 0 ? 0 : value > most ? most : value; }

/* Source position of the middle of target pixel number `pixel`; 0 is the middle of the first source pixel. */
static double source_of(const Axis *axis, int64_t pixel) {
    return axis->start + ((double)pixel + 0.5) * axis->step - 0.5;
}

static void plan_columns(const Axis *across, Columns *plan) {
    const int16_t blank = (int16_t)0x8000; /* high byte: pick nothing */
    plan->blocks = (across->length + LANES - 1) / LANES;
    plan->first = floor_of(source_of(across, 0));
    for (int64_t pixel = 0; pixel < plan->blocks * LANES; pixel++) {
        double at = source_of(across, pixel);
        int64_t whole = floor_of(at), group = pixel / GROUP, block = pixel / LANES, lane = pixel % LANES;
        if (pixel % GROUP == 0) plan->starts[group] = (int32_t)(whole - plan->first);
        int16_t left = (int16_t)(whole - plan->first - plan->starts[group]);
        plan->left[block][lane] = blank | left;
        plan->right[block][lane] = blank | (int16_t)(left + 1);
        plan->share[block][lane] = share_of(at, whole);
        plan->span = plan->starts[group] + REACH;
    }
}

static void scale_row(const uint8_t *line, const Columns *plan, Words *scaled) {
    for (int64_t block = 0; block < plan->blocks; block++) {
        Bytes bytes = near(line, plan->starts + block * (LANES / GROUP));
        Words left = pick(bytes, (Bytes)plan->left[block]), right = pick(bytes, (Bytes)plan->right[block]);
        scaled[block] = (left << FRACTION) + times((right - left) << FRACTION, plan->share[block]);
    }
}

/* Return source row `number` from column `first` on. Outside the plane its outermost pixels repeat; a row that needs them
 * is assembled in `scratch`. */
static const uint8_t *row_of(const Plane *source, int64_t number, const Columns *plan, uint8_t *restrict scratch) {
    const uint8_t *row = source->pixels + clipped(number, source->height - 1) * source->stride;
    const int64_t before = clipped(-plan->first, plan->span);
    const int64_t after = clipped(plan->first + plan->span - source->width, plan->span);
    if (!before && !after) return row + plan->first;
    for (int64_t column = 0; column < before; column++) scratch[column] = row[0];
    for (int64_t column = before; column < plan->span - after; column++) scratch[column] = row[plan->first + column];
    for (int64_t column = plan->span - after; column < plan->span; column++) scratch[column] = row[source->width - 1];
    return scratch;
}

static Pixels interpolate(Words above, Words below, Words share) {
    const int16_t half = 1 << (FRACTION - 1);
    return __builtin_convertvector((above + times(below - above, share) + half) >> FRACTION, Pixels);
}

static void mix_rows(const Words *above, const Words *below, int16_t share, uint8_t *target, int64_t length) {
    const Words shares = (Words){0} + share;
    const int64_t full = length / LANES;
    for (int64_t block = 0; block < full; block++) {
        *(Pixels *)(target + block * LANES) = interpolate(above[block], below[block], shares);
    }
    if (length % LANES) {
        Pixels rest = interpolate(above[full], below[full], shares);
        for (int64_t pixel = full * LANES; pixel < length; pixel++) target[pixel] = rest[pixel % LANES];
    }
}

static int is_valid(const Axis *axis) {
    const double farthest = (double)(REACH - 2) / (GROUP - 1), far = 1e9;
    return axis->length > 0 && axis->step > 0 && axis->step < farthest && axis->start > -far && axis->start < far;
}

/* Fill a strip of the target that is at most MAX_STRIP pixels wide. */
static void resize_strip(const Plane *source, const Axis *across, const Axis *down, uint8_t *target, int64_t stride) {
    Columns plan;
    Words scaled[2][MAX_STRIP / LANES];
    uint8_t scratch[GROUPS * REACH + REACH];
    int64_t held[2] = {INT64_MIN, INT64_MIN};
    plan_columns(across, &plan);
    for (int64_t number = 0; number < down->length; number++) {
        double at = source_of(down, number);
        int64_t upper = floor_of(at);
        for (int64_t row = upper; row <= upper + 1; row++) {
            if (held[row & 1] == row) continue;
            scale_row(row_of(source, row, &plan, scratch), &plan, scaled[row & 1]);
            held[row & 1] = row;
        }
        mix_rows(
            scaled[upper & 1], scaled[(upper + 1) & 1], share_of(at, upper), target + number * stride, across->length
        );
    }
}

/* Fill `target` with the part of `source` that the axes describe. `target` must have the axes' lengths, `source` at least
 * one pixel. Returns 0, or -1 when an axis is not valid. */
int subpixel_resize(const Plane *source, const Axis *across, const Axis *down, const Plane *target) {
    if (!is_valid(across) || !is_valid(down)) return -1;
    for (int64_t first = 0; first < across->length; first += MAX_STRIP) {
        const int64_t rest = across->length - first;
        const Axis strip = {
            across->start + (double)first * across->step, across->step, rest < MAX_STRIP ? rest : MAX_STRIP
        };
        resize_strip(source, &strip, down, target->pixels + first, target->stride);
    }
    return 0;
}
