// TalkFormats
