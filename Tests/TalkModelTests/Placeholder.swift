// TalkModel
