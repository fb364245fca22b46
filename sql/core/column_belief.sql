-- core.column_belief: which answers of a column are believed
-- column_url: the column
-- report_kind: kind of report it is for
-- filer_id: owner; null for a shared one
-- stretch_no: the stretch, see core.column_stretch
-- at_once: believed from its first night: a first answer with an entry or provably without, or one
--   with at least half of the entries of the last believed one
-- after_nights: believed from its third night because it stayed the same
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
        case when sound_empty or (readable and n_entries > 0) then n_entries end as believed_entries
    from judged
    where stretch_no = 1
    union all
    select
        this.column_url,
        this.report_kind,
        this.filer_id,
        this.stretch_no,
        this.sound_empty or (
            this.readable and this.n_entries > 0
            and this.n_entries >= this.share * coalesce(walk.believed_entries, 0)
        ) as at_once,
        case
            when this.sound_empty or this.stayed or (
                this.readable and this.n_entries > 0
                and this.n_entries >= this.share * coalesce(walk.believed_entries, 0)
            ) then this.n_entries
            else walk.believed_entries
        end as believed_entries
    from walk
    inner join judged as this
        on
            walk.column_url = this.column_url
            and walk.report_kind = this.report_kind
            and walk.filer_id is not distinct from this.filer_id
            and walk.stretch_no + 1 = this.stretch_no
)

select
    walk.column_url,
    walk.report_kind,
    walk.filer_id,
    walk.stretch_no,
    walk.at_once,
    judged.stayed and not walk.at_once as after_nights,
    walk.believed_entries
from walk
inner join judged
    on
        walk.column_url = judged.column_url
        and walk.report_kind = judged.report_kind
        and walk.filer_id is not distinct from judged.filer_id
        and walk.stretch_no = judged.stretch_no
order by walk.column_url, walk.report_kind, walk.filer_id, walk.stretch_no
