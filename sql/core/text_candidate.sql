-- core.text_candidate: two reports whose texts may be similar, by their signatures alone
-- text_a: the report that was there first: of the year before, or published before; where that is not known
--   or it was the same day, the first in core.compared_text
-- text_b: the other
-- is_first: text_a is known to have been there first
-- same_filer: reports of one body for two years running; else of two bodies for the same year
-- estimated_jaccard: share of equal values in the two signatures, within 0.07 of the truth for 19 of 20 pairs
--
-- Every report meets its own of the year before. Of the same year meet those that share
-- a band: four MinHash values that are equal. Two texts alike to 0.6 share one of the 48 bands with a
-- chance of 99.9 %, to 0.5 with 95 %, to 0.3 with 32 %, to 0.03 with 0.004 %;
-- or a sentence that few reports of the year have. Whoever takes over sentences as they are is found by
-- it below 0.5 too, and so is a short text within a long one, where few values are equal. One sentence in
-- four is looked at, by its number.
-- No report meets more others than a constant, however many there are: in a crowd of more than 100 each
-- only the next three (they stand in the order of county and body), and a sentence that more than ten have
-- leads nowhere. So growth is linear.
with signature as (
    select
        text.text_no,
        hash(text.report_kind, text.report_year) as same_year,
        signed.minhash,
        signed.sentences
    from core.compared_text as text
    inner join raw.text_signature as signed
        on text.text_sha256 = signed.text_sha256 and text.signature_version = signed.signature_version
),

band as (
    select
        text_no,
        unnest(
            list_transform(
                range(1, len(minhash), 4),
                lambda row: hash(
                    same_year, row, minhash[row], minhash[row + 1], minhash[row + 2], minhash[row + 3]
                )
            )
        ) as bucket
    from signature
),

bucket as (
    select
        bucket,
        count(*) as n_texts
    from band
    group by bucket
    having count(*) > 1
),

shared as (
    select
        band.bucket,
        band.text_no,
        bucket.n_texts
    from band
    inner join bucket on band.bucket = bucket.bucket
),

crowd as (
    select
        text_no,
        unnest([
            lead(text_no, 1) over (partition by bucket order by text_no),
            lead(text_no, 2) over (partition by bucket order by text_no),
            lead(text_no, 3) over (partition by bucket order by text_no)
        ]) as next_no
    from shared
    where n_texts > 100
),

sentence as (
    select
        text_no,
        unnest(
            list_transform(
                list_filter(sentences, lambda number: number % 4 = 0),
                lambda number: hash(same_year, number)
            )
        ) as bucket
    from signature
),

rare_sentence as (
    select bucket
    from sentence
    group by bucket
    having count(*) between 2 and 10
),

rare as (
    select distinct
        sentence.bucket,
        sentence.text_no
    from sentence
    inner join rare_sentence on sentence.bucket = rare_sentence.bucket
),

pair as (
    select
        a.text_no as text_a,
        b.text_no as text_b,
        true as same_filer
    from core.compared_text as a
    inner join core.compared_text as b
        on
            a.filer_id = b.filer_id
            and a.report_kind = b.report_kind
            and a.report_year + 1 = b.report_year
    union all
    (
        select
            a.text_no as text_a,
            b.text_no as text_b,
            false as same_filer
        from shared as a
        inner join shared as b on a.bucket = b.bucket and a.text_no < b.text_no
        where a.n_texts <= 100 and b.n_texts <= 100
        union
        select
            text_no as text_a,
            next_no as text_b,
            false as same_filer
        from crowd
        where next_no is not null
        union
        select
            a.text_no as text_a,
            b.text_no as text_b,
            false as same_filer
        from rare as a
        inner join rare as b on a.bucket = b.bucket and a.text_no < b.text_no
    )
),

-- of two bodies for one year only the day tells which was there first
turned as (
    select
        pair.same_filer,
        pair.same_filer or coalesce(a.published_on <> b.published_on, false) as is_first,
        not pair.same_filer and coalesce(b.published_on < a.published_on, false) as is_turned,
        case when is_turned then pair.text_b else pair.text_a end as text_a,
        case when is_turned then pair.text_a else pair.text_b end as text_b,
        a.shingle_count + b.shingle_count as both_counts,
        least(a.shingle_count, b.shingle_count) as least_count
    from pair
    inner join core.compared_text as a on pair.text_a = a.text_no
    inner join core.compared_text as b on pair.text_b = b.text_no
),

estimated as (
    select
        turned.*,
        list_sum(
            list_transform(list_zip(a.minhash, b.minhash), lambda two: cast(two[1] = two[2] as integer))
        ) / len(a.minhash) as estimated_jaccard
    from turned
    inner join signature as a on turned.text_a = a.text_no
    inner join signature as b on turned.text_b = b.text_no
)

select
    estimated.text_a,
    estimated.text_b,
    estimated.is_first,
    estimated.same_filer,
    estimated.estimated_jaccard
from estimated
inner join ref.threshold as kept on kept.check_id = 'R01' and kept.name = 'kept_from'
inner join ref.threshold as within on within.check_id = 'R01' and within.name = 'containment'
where
    -- an estimate may be too small: what is a tenth below the mark is measured
    estimated.estimated_jaccard >= kept.value - 0.1
    -- a text within one of ten times its length has a Jaccard of 0.1 at most
    or estimated.estimated_jaccard / (1 + estimated.estimated_jaccard) * estimated.both_counts
    >= within.value / 2 * estimated.least_count
order by estimated.text_a, estimated.text_b
