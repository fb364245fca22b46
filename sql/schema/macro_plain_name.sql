-- plain_name(name): the name in use of an autonomous county or of a town of nationalities: 彭水县 for
-- 彭水苗族土家族自治县, 后坪乡 for 后坪苗族土家族乡; of any other place its own name. What is taken away are
-- names of nationalities; what is left in front has two characters or more, so that 东乡族自治县 stays.
create or replace macro plain_name(name) as
regexp_replace(
    name,
    '^(.{2,}?)(?:(?:各|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡'
    || '|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|鄂温克|德昂|保安|裕固|独龙'
    || '|鄂伦春|基诺)族|蒙古|哈萨克|锡伯|塔吉克)+(?:自治([县旗])|([乡镇]))$',
    '\1\2\3'
);
