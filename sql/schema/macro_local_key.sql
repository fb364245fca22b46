-- local_key(key, province, county): a body_key without the province, city and county in front of it;
-- '@county' for the government of the county itself, which is known by the bare name of the county.
-- 青岩县政府东门街道, a subdistrict by its full name, is 东门街道.
create or replace macro local_key(key, province, county) as
case
    when key = right(county, 1) then '@county'
    -- 重庆市青岩县…, 某省某市青岩县…, but not 青石镇青岩县…
    when
        contains(key, county)
        and regexp_matches(split_part(key, county, 1), '^([^镇乡]*(省|市|州|盟|区|地区))?$')
        then coalesce(
            nullif(
                regexp_replace(
                    substring(key, strpos(key, county) + length(county)), '^政府(.+街道?)$', '\1'
                ),
                ''
            ),
            '@county'
        )
    -- 彭水县… for 彭水苗族土家族自治县…
    when
        plain_name(county) <> county
        and contains(key, plain_name(county))
        and regexp_matches(split_part(key, plain_name(county), 1), '^([^镇乡]*(省|市|州|盟|区|地区))?$')
        then coalesce(
            nullif(
                regexp_replace(
                    substring(key, strpos(key, plain_name(county)) + length(plain_name(county))),
                    '^政府(.+街道?)$', '\1'
                ),
                ''
            ),
            '@county'
        )
    when starts_with(key, province) then substring(key, length(province) + 1)
    else key
end;
