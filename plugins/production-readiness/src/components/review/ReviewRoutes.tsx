import { Route, Routes } from 'react-router-dom';
import { NewReviewPage } from './NewReviewPage';
import { ReviewPage } from './ReviewPage';
import { ReviewsPage } from './ReviewsPage';

/** The list of reviews, the form for a new one, and each review, below one path. */
export function ReviewRoutes() {
  return (
    <Routes>
      <Route path="/" element={<ReviewsPage />} />
      <Route path="/new" element={<NewReviewPage />} />
      <Route path="/:id" element={<ReviewPage />} />
    </Routes>
  );
}
