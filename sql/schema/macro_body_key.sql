-- body_key(name): a body's name without the words that are written or left out at will, so that
-- 塘坊镇 and 塘坊镇人民政府, 某街道 and 某街道办事处, 发展改革委 and 发展和改革委员会 are the same.
create or replace macro body_key(name) as
regexp_replace(
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    regexp_replace(name, '[\s《》“”"''()（）·]', '', 'g'),
                    '人民政府', '政府', 'g'
                ),
                '管委会', '管理委', 'g'
            ),
            '委员会', '委', 'g'
        ),
        '(政府|办事处|(街道)办)$', '\2'
    ),
    '和([^和]*(?:局|委))$', '\1'
);
