// TalkIngest
