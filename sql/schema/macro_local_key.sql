-- local_key(key, province, county): a body_key without the province, city and county in front of it;
-- '@county' for the government of the county itself, which is known by the bare name of the county.
create or replace macro local_key(key, province, county) as
case
    when key = right(county, 1) then '@county'
    -- 重庆市青岩县…, 某省某市青岩县…, but not 青石镇青岩县…
    when
        contains(key, county)
        and regexp_matches(split_part(key, county, 1), '^([^镇乡]*(省|市|州|盟|区|地区))?$')
        then coalesce(nullif(substring(key, strpos(key, county) + length(county)), ''), '@county')
    when starts_with(key, province) then substring(key, length(province) + 1)
    else key
end;
