// TalkExtraction
