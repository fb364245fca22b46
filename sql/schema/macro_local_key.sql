-- local_key(key, province, county): a body_key without the province, city and county in front of it;
-- '@county' for the government of the county itself, which is known by the bare name of the county.
create or replace macro local_key(key, province, county) as
case
    when regexp_matches(
        key, concat('^(', province, ')?([^镇乡]{1,8}(市|州|盟|地区))?', county, '$')
    )
        then '@county'
    when regexp_matches(key, concat('^(', province, ')?([^镇乡]{1,8}(市|州|盟|地区))?', county, '.'))
        then regexp_replace(key, concat('^(', province, ')?([^镇乡]{1,8}(市|州|盟|地区))?', county), '')
    when key = right(county, 1) then '@county'
    when starts_with(key, province) then substring(key, length(province) + 1)
    else key
end;
