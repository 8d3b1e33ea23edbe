"""Files of a class that are alike, judged on what each learner wrote themselves."""
