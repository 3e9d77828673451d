"""jixiao (绩效): budget-performance reports of Chinese local government, written and read."""
