-- core.column_belief: which answers of a column are believed
-- column_url: the column
-- report_kind: kind of report it is for
-- filer_id: owner; null for a shared one
-- stretch_no: the stretch, see core.column_stretch
-- at_once: believed from its first night: a first answer with an entry or provably without, or one
--   with at least half of the entries of the last believed one, by their number and by what they are
-- after_nights: believed from its third night because it stayed the same
-- strange: as many entries as that, but other ones: less than half of those of the last believed answer
--   stand in it, by their addresses and by their titles. Another list may be shown in the column's place
-- believed_entries: entries of the last believed answer up to here, this one included
with recursive limits as (
    select
        max(value) filter (where name = 'share_of_entries') as share,
        max(value) filter (where name = 'same_answers') as nights
    from ref.threshold
    where check_id = 'W02'
),

judged as (
    select
        stretch.*,
        stretch.readable and stretch.n_entries = 0
        and stretch.provably_empty and not stretch.had_entries as sound_empty,
        stretch.readable and stretch.n_entries > 0 and stretch.nights >= limits.nights as stayed,
        limits.share
    from core.column_stretch as stretch
    cross join limits
),

walk as (
    select
        column_url,
        report_kind,
        filer_id,
        stretch_no,
        sound_empty or (readable and n_entries > 0) as at_once,
        false as strange,
        case when at_once then n_entries end as believed_entries,
        case when at_once then urls end as believed_urls,
        case when at_once then titles end as believed_titles
    from judged
    where stretch_no = 1
    union all
    select
        told.column_url,
        told.report_kind,
        told.filer_id,
        told.stretch_no,
        told.sound_empty or (told.enough and told.alike) as at_once,
        told.enough and not told.alike as strange,
        case
            when told.stayed or at_once then told.n_entries else told.believed_entries
        end as believed_entries,
        case
            when told.stayed or at_once then told.urls else told.believed_urls
        end as believed_urls,
        case
            when told.stayed or at_once then told.titles else told.believed_titles
        end as believed_titles
    from (
        select
            this.*,
            walk.believed_entries,
            walk.believed_urls,
            walk.believed_titles,
            this.readable and this.n_entries > 0
            and this.n_entries >= this.share * coalesce(walk.believed_entries, 0) as enough,
            -- what rolls out of the one page that can be read is gone for a good reason
            this.partial or coalesce(
                len(list_intersect(this.urls, walk.believed_urls)) >= this.share * len(walk.believed_urls)
                or len(list_intersect(this.titles, walk.believed_titles))
                >= this.share * len(walk.believed_titles),
                true
            ) as alike
        from walk
        inner join judged as this
            on
                walk.column_url = this.column_url
                and walk.report_kind = this.report_kind
                and walk.filer_id is not distinct from this.filer_id
                and walk.stretch_no + 1 = this.stretch_no
    ) as told
)

select
    walk.column_url,
    walk.report_kind,
    walk.filer_id,
    walk.stretch_no,
    walk.at_once,
    judged.stayed and not walk.at_once as after_nights,
    walk.strange,
    walk.believed_entries
from walk
inner join judged
    on
        walk.column_url = judged.column_url
        and walk.report_kind = judged.report_kind
        and walk.filer_id is not distinct from judged.filer_id
        and walk.stretch_no = judged.stretch_no
order by walk.column_url, walk.report_kind, walk.filer_id, walk.stretch_no
