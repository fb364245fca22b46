-- raw.text_signature: what of a text is compared with others; made from raw.document and from nothing else,
--   once, between load and build; a warehouse that is rebuilt makes it again
-- text_sha256: digest of the text, as in raw.document
-- signature_version: code that made it; the newest counts
-- char_count: characters that are compared: width-folded, without white space
-- shingle_count: different runs of 5 characters
-- minhash: MinHash of these, 192 values; empty for a text of less than 5 characters
-- sentences: a number for each sentence from 10 characters, the same whatever the digits in it
-- sentence_starts: which of the characters that are compared it begins at, from 0
-- sentence_ends: and behind which it ends
-- figures: figures of two digits and more, with the words round them
create table if not exists raw.text_signature (
    text_sha256 varchar not null,
    signature_version integer not null,
    char_count integer not null,
    shingle_count integer not null,
    minhash uinteger[] not null,
    sentences ubigint[] not null,
    sentence_starts integer[] not null,
    sentence_ends integer[] not null,
    figures varchar[] not null
);
