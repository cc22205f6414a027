// A file of one side, for AssetsTest.
