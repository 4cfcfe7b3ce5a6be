// TalkIndex
